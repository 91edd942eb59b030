import { FilesModule } from '@pobratym/files';
import { AidDocumentsController } from './aid-documents.controller';
import { AidDocumentsService } from './aid-documents.service';

/** What the module of shipments takes in for documents, those of deliveries included. */
export const DOCUMENT_IMPORTS = [FilesModule];
export const DOCUMENT_CONTROLLERS = [AidDocumentsController];
export const DOCUMENT_PROVIDERS = [AidDocumentsService];

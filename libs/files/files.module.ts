import { Module } from '@nestjs/common';
import { FilesService } from './files.service';

/** Documents, photos and report files: stored, checked, handed out. */
@Module({ providers: [FilesService], exports: [FilesService] })
export class FilesModule {}

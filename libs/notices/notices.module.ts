import { Module } from '@nestjs/common';
import { NoticesController } from './notices.controller';
import { NoticesService } from './notices.service';

/**
 * What the people of a city should know of: written in the transaction by which it happens, once for
 * each event; seen in the pages, and sent by e-mail to coordinators and administrators. It holds
 * facts; the words are made in the language of who reads it.
 */
@Module({ controllers: [NoticesController], providers: [NoticesService] })
export class NoticesModule {}

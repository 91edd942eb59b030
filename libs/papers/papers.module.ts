import { Module } from '@nestjs/common';
import { PapersService } from './papers.service';

/**
 * Papers: what two cities sign or send on the way to a partnership, made from templates as DOCX and
 * PDF, Ukrainian on the left and English on the right.
 *
 * Always true: a template is data (`templates/`), checked when the program starts; an installation
 * replaces one by a file of the same name. What is not known becomes a line to fill in by hand.
 * Values are text, whatever they hold. Nothing is stored here.
 */
@Module({ providers: [PapersService], exports: [PapersService] })
export class PapersModule {}

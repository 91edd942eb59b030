import { Module } from '@nestjs/common';
import { LetterProcessor } from './letter.processor';

/** Letters to people, each in the reader's language. */
@Module({ providers: [LetterProcessor] })
export class NoticesWorkerModule {}

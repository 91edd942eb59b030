import { Module } from '@nestjs/common';
import { LetterProcessor } from './letter.processor';
import { Mailer } from './mailer';
import { NoticeMailProcessor } from './notice-mail.processor';
import { NoticeProcessor } from './notice.processor';

/** Letters and notices by e-mail, each in the reader's language. */
@Module({ providers: [Mailer, LetterProcessor, NoticeProcessor, NoticeMailProcessor] })
export class NoticesWorkerModule {}

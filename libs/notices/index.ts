export { NOTICE_LINES_MAX } from './notice';
export type { NoticeFacts, NoticeKind, NoticeLine, NoticeSubject } from './notice';
export * from './notices.module';
export * from './notices.worker.module';
export { writeNotice } from './write-notice';
export type { NoticeToWrite } from './write-notice';

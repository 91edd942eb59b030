export { isOver } from './report-events';
export * from './reports.module';
export * from './reports.service';
export * from './reports.worker.module';
export { ReportDto } from './dto/report.dto';
export { ReportKnownError } from './reports.errors';
export { acceptJsonLines } from './report-upload';
export { guardText } from './file';

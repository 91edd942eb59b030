export { isOver } from './report-events';
export * from './reports.module';
export * from './reports.service';
export * from './reports.worker.module';
export { ReportDto } from './dto/report.dto';
export { ReportKnownError } from './reports.errors';
export { guardText } from './file';

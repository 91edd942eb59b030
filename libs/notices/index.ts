export * from './notices.worker.module';

export * from './watch.module';

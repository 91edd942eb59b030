export { Matching } from './matching';
export * from './reconciliation.module';
export * from './reconciliation.worker.module';

export { Metrics } from './metrics';
export * from './watch.module';

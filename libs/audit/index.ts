export * from './origin';
export * from './record-event';

export * from './access/access.errors';
export * from './access/actor';
export * from './access/can';
export * from './access/permission';
export * from './access/rights';
export * from './access/visible';
export * from './identity.module';
export { hashSecret, newSecret } from './sign-in/secret';

export { PARTNERSHIP_KINDS, STAGES, TRANSITIONS } from './partnership-stage';
export type { PartnershipKind, Stage } from './partnership-stage';
export * from './partnership.entity';
export * from './partnerships.module';
export * from './partnerships.service';
export { PartnershipExistsError } from './partnerships.errors';

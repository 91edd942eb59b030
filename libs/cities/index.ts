export * from './cities.module';
export * from './cities.service';
export * from './city.entity';
export * from './name-key';
export * from './place-index';
export { proposeCategory } from './classifier/propose-category';

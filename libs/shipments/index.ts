export * from './aid-line';
export * from './aid-recorded-job';
export * from './aid-stage';
export * from './dto/aid-line.dto';
export { ShipmentDto } from './dto/shipment.dto';
export * from './lock-road';
export { IdTakenError } from './shipments.errors';
export * from './shipments.module';
export * from './shipments.service';

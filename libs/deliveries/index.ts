export * from './deliveries.module';
export * from './deliveries.service';
export * from './delivery-posting';
export { DELIVERY_SIDES } from './delivery.entity';
export type { DeliverySide } from './delivery.entity';
export { DeliveryFilter, DeliveryQuery } from './dto/delivery.dto';

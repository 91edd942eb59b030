export * from './dto/city-statistics.dto';
export * from './statistics.module';
export * from './statistics.service';

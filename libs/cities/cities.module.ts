import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CategoryMemory } from './category-memory';
import { Category } from './category.entity';
import { CitiesController } from './cities.controller';
import { CitiesService } from './cities.service';
import { City } from './city.entity';

/**
 * Municipalities anywhere and the code lists that records are written with. A city's name is never
 * its key: there are two cities Миколаїв. What a person of a city called goods is proposed next time.
 */
@Module({
  imports: [TypeOrmModule.forFeature([City, Category])],
  controllers: [CitiesController],
  providers: [CitiesService, CategoryMemory],
  exports: [CitiesService, CategoryMemory],
})
export class CitiesModule {}

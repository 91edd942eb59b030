import { MigrationInterface, QueryRunner } from 'typeorm';

export class DescribeCities1763900000009 implements MigrationInterface {
  name = 'DescribeCities1763900000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a city offers a partner and what it looks for, by which partners find each other.
      create table city_area (
        city_id text not null references city,
        direction text not null check (direction in ('offered', 'wanted')),
        area text not null references area,
        -- Null: the installation itself.
        updated_by uuid references person,
        updated_at timestamptz not null default now(),
        primary key (city_id, direction, area)
      );
      create index city_area_by_area on city_area (area, direction, city_id);
      create index city_by_population on city (population);
      -- A city's network holds ties that have ended too, which partnership_once leaves out.
      create index partnership_by_first_city on partnership (first_city_id, second_city_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index partnership_by_first_city;
      drop index city_by_population;
      drop table city_area;
    `);
  }
}

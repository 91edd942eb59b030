import { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberCategories1763900000011 implements MigrationInterface {
  name = 'RememberCategories1763900000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a person of a city called goods, so that the next line of the same words is proposed
      -- so. No record of aid hangs on it, so the latest choice of a city takes the place of the
      -- one before; who changed which record, and when, is in that record's own history.
      create table category_choice (
        city_id text not null references city,
        -- The item's words without case, marks, punctuation and numbers.
        item_key text not null check (item_key <> '' and length(item_key) <= 200),
        category text not null references category,
        chosen_by uuid not null references person,
        chosen_at timestamptz not null default now(),
        -- How often in a row the city chose it.
        choice_count integer not null default 1 check (choice_count > 0),
        primary key (city_id, item_key)
      );
      -- What the others call the same goods.
      create index category_choice_by_item on category_choice (item_key, category);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table category_choice`);
  }
}

import { MigrationInterface, QueryRunner } from 'typeorm';

export class WeighMatches1763900000020 implements MigrationInterface {
  name = 'WeighMatches1763900000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table match_candidate, match_reason`);
  }
}

const TABLES = `
  -- Why a worker tied two lines: the odds, as log2 in hundredths, and how far they agree in each thing.
  create table match_reason (
    match_id uuid primary key references match,
    centibits integer not null,
    levels jsonb not null,
    -- Lines of the side on which the load is more than one.
    parts integer not null check (parts > 0)
  );

  -- What a person may decide: of each received line the best that are left. A worker writes them
  -- anew; nothing refers to them.
  create table match_candidate (
    delivery_line_id uuid not null references delivery_line,
    shipment_line_id uuid not null references shipment_line,
    rank integer not null check (rank > 0),
    centibits integer not null,
    levels jsonb not null,
    parts integer not null check (parts > 0),
    primary key (delivery_line_id, shipment_line_id)
  );
  create index match_candidate_by_shipment_line on match_candidate (shipment_line_id);
`;

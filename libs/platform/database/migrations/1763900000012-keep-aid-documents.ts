import { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepAidDocuments1763900000012 implements MigrationInterface {
  name = 'KeepAidDocuments1763900000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Papers and photos of a shipment or of a delivery, for the people of its two cities alone.
      create table aid_document (
        id uuid primary key default uuidv7(),
        shipment_id uuid references shipment,
        delivery_id uuid references delivery,
        kind text not null check (kind in ('waybill', 'packing_list', 'customs_declaration',
          'photo', 'act', 'other')),
        file_id uuid not null references file,
        name text not null check (name <> '' and length(name) <= 255),
        note text check (note <> '' and length(note) <= 1000),
        uploaded_by uuid references person,
        uploaded_at timestamptz not null default now(),
        constraint aid_document_is_of_one_record check (num_nonnulls(shipment_id, delivery_id) = 1)
      );
      create index aid_document_by_shipment on aid_document (shipment_id, id)
        where shipment_id is not null;
      create index aid_document_by_delivery on aid_document (delivery_id, id)
        where delivery_id is not null;

      create function aid_document_check_count() returns trigger language plpgsql
        set search_path = public, pg_temp as $$
      declare
        record_id uuid := coalesce(new.shipment_id, new.delivery_id);
      begin
        -- Two that come at once are counted one after the other.
        perform pg_advisory_xact_lock(hashtextextended(record_id::text, 12));
        if (select count(*) from aid_document
            where shipment_id = record_id or delivery_id = record_id) >= 50 then
          raise exception 'record % has 50 documents', record_id
            using errcode = 'check_violation', constraint = 'aid_document_count_max';
        end if;
        return new;
      end $$;
      create trigger aid_document_is_counted before insert on aid_document
        for each row execute function aid_document_check_count();

      create function aid_document_is_history() returns trigger language plpgsql as $$
      begin
        raise exception '% is history: it is added to, never changed', tg_table_name
          using errcode = 'check_violation', constraint = 'aid_documents_are_history';
      end $$;
      create trigger aid_document_is_history before update or delete or truncate on aid_document
        for each statement execute function aid_document_is_history();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table aid_document;
      drop function aid_document_check_count, aid_document_is_history;
    `);
  }
}

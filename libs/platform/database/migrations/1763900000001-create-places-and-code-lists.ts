import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePlacesAndCodeLists1763900000001 implements MigrationInterface {
  name = 'CreatePlacesAndCodeLists1763900000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists btree_gist;

      create table city (
        id text primary key
          constraint city_id_is_slug check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 80),
        name_en text not null,
        name_uk text,
        name_native text,
        country char(2) not null check (country ~ '^[A-Z]{2}$'),
        region text,
        latitude numeric(8, 5) not null check (latitude between -90 and 90),
        longitude numeric(8, 5) not null check (longitude between -180 and 180),
        population integer check (population > 0),
        population_year smallint check (population_year between 1900 and 2100),
        wikidata text unique check (wikidata ~ '^Q[1-9][0-9]*$'),
        katottg text unique check (katottg ~ '^UA[0-9]{17}$'),
        unlocode text unique check (unlocode ~ '^[A-Z]{2}[A-Z2-9]{3}$'),
        source text not null,
        constraint katottg_is_ukrainian check (country = 'UA' or katottg is null)
      );
      create index city_by_country on city (country, id);

      -- Each name that a report may call a city by; key is the name as nameKey() folds it.
      create table city_name (
        city_id text not null references city on delete cascade,
        language text not null check (language ~ '^[a-z]{2,8}$'),
        name text not null check (name <> ''),
        key text not null,
        primary key (city_id, language, name)
      );
      create index city_name_by_key on city_name (key text_pattern_ops);

      create table category (
        code text primary key,
        position smallint not null unique,
        label_en text not null,
        label_uk text not null,
        covers text not null,
        dac char(5) not null,
        cluster text
      );

      create table currency (
        code char(3) primary key check (code ~ '^[A-Z]{3}$'),
        minor_digits smallint not null check (minor_digits between 0 and 4)
      );

      create table area (
        code text primary key,
        position smallint not null unique,
        label_en text not null,
        label_uk text not null
      );

      -- Which data sets the installation has loaded, so that a second start loads none twice.
      create table loaded_data_set (
        name text primary key,
        loaded_at timestamptz not null default now()
      );
    `);
    await runner.query(CATEGORIES);
    await runner.query(AREAS);
    await runner.query(CURRENCIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table loaded_data_set, area, currency, category, city_name, city;
      drop extension btree_gist;
    `);
  }
}

// DAC: OECD purpose codes (IATI sector vocabulary 1). Cluster: IASC global clusters by name.
const CATEGORIES = `
  insert into category (position, code, label_en, label_uk, covers, dac, cluster) values
  (1, 'food', 'Food', 'Продукти харчування', 'food, bottled water, baby food', '72040', 'Food security'),
  (2, 'medical', 'Medical', 'Медицина', 'medicines, medical equipment, hospital beds, wheelchairs', '72011', 'Health'),
  (3, 'hygiene', 'Hygiene', 'Гігієна', 'hygiene products, cleaning goods, disinfectants, nappies', '72010', 'Water, sanitation and hygiene'),
  (4, 'clothing', 'Clothing', 'Одяг і взуття', 'clothes, shoes', '72010', 'Shelter and non-food items'),
  (5, 'bedding', 'Bedding', 'Постіль', 'blankets, mattresses, sleeping bags, folding beds', '72010', 'Shelter and non-food items'),
  (6, 'shelter', 'Shelter', 'Житло', 'tents, modular houses, windows, building materials', '72010', 'Shelter and non-food items'),
  (7, 'household', 'Household goods', 'Побутові товари', 'kitchen and household goods, furniture', '72010', 'Shelter and non-food items'),
  (8, 'energy', 'Energy', 'Енергетика', 'generators, batteries, lamps, heaters, transformers, fuel', '72010', 'Shelter and non-food items'),
  (9, 'water', 'Water supply', 'Водопостачання', 'pumps, purifiers, tanks, spare parts of waterworks', '72010', 'Water, sanitation and hygiene'),
  (10, 'vehicles', 'Vehicles', 'Транспорт', 'ambulances, fire engines, buses, trams, vans and their parts', '72010', 'Logistics'),
  (11, 'rescue', 'Rescue', 'Порятунок', 'fire-fighting and rescue equipment, protective gear', '72010', 'Protection'),
  (12, 'it', 'IT and communication', 'ІТ і зв’язок', 'computers, communication equipment', '72010', 'Emergency telecommunications'),
  (13, 'education', 'Education', 'Освіта', 'school furniture and equipment, books, toys', '72010', 'Education'),
  (14, 'reconstruction', 'Reconstruction', 'Відбудова', 'construction machines, tools', '73010', 'Early recovery'),
  (15, 'money', 'Money', 'Кошти', 'funds transferred', '72010', null),
  (16, 'services', 'Services', 'Послуги', 'treatment, accommodation, transport, training', '72050', 'Logistics'),
  (17, 'other', 'Other', 'Інше', 'none of these, or mixed and not itemised', '72010', null)`;

const AREAS = `
  insert into area (position, code, label_en, label_uk) values
  (1, 'humanitarian', 'Humanitarian assistance', 'Гуманітарна допомога'),
  (2, 'reconstruction', 'Reconstruction', 'Відбудова'),
  (3, 'digital', 'Digital services', 'Цифрові послуги'),
  (4, 'transport', 'Transport', 'Транспорт'),
  (5, 'health', 'Health', 'Охорона здоров’я'),
  (6, 'education', 'Education', 'Освіта'),
  (7, 'culture', 'Culture', 'Культура'),
  (8, 'economy', 'Economy', 'Економіка'),
  (9, 'environment', 'Environment', 'Довкілля'),
  (10, 'energy', 'Energy', 'Енергетика'),
  (11, 'youth', 'Youth and sport', 'Молодь і спорт'),
  (12, 'administration', 'Public administration', 'Врядування')`;

// ISO 4217, currencies in use, by their minor digits.
const CURRENCIES = `
  insert into currency (code, minor_digits)
  select code, digits from (values
    (2, 'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD '
      || 'CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP '
      || 'GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD '
      || 'LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB '
      || 'PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP '
      || 'SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG'),
    (0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'),
    (3, 'BHD IQD JOD KWD LYD OMR TND')
  ) list (digits, codes), unnest(string_to_array(codes, ' ')) code`;

import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Actor, demand } from '@pobratym/identity';
import { CategoryCode } from './classifier/category-code';
import { TEXT_LENGTH_MAX } from './classifier/fold-text';
import { CategoryProposal, proposeCategory } from './classifier/propose-category';
import { nameKey } from './name-key';

const KEY_LENGTH_MAX = 200;

/** What a person has made of a line's category. */
export interface CategoryChoice {
  cityId: string;
  item: string;
  category: string;
  personId: string;
}

/** An item, and the city whose own choice comes first; null: none. */
export interface AskedItem {
  cityId: string | null;
  item: string;
}

/** What people called goods, which comes before what their words say. */
@Injectable()
export class CategoryMemory {
  constructor(private readonly database: DataSource) {}

  /** The latest choice of a city counts. An item without a letter cannot be told from another. */
  async remember(
    tx: EntityManager,
    { cityId, item, category, personId }: CategoryChoice,
  ): Promise<void> {
    const key = itemKey(item);
    if (key !== '') await tx.query(REMEMBER, [cityId, key, category, personId]);
  }

  /**
   * What was chosen for each item, in their order, by one query however many there are; null where
   * nobody has chosen, and the words must say.
   */
  async recall(
    tx: EntityManager,
    asked: readonly AskedItem[],
  ): Promise<(CategoryProposal | null)[]> {
    const keyed = asked.map(({ cityId, item }) => ({ cityId: cityId ?? '', key: itemKey(item) }));
    const wanted = new Map(
      keyed.filter(({ key }) => key !== '').map((one) => [pairOf(one), one] as const),
    );
    if (wanted.size === 0) return asked.map(() => null);
    const pairs = [...wanted.values()];
    const rows: { cityId: string; key: string; category: CategoryCode }[] = await tx.query(RECALL, [
      pairs.map(({ cityId }) => cityId),
      pairs.map(({ key }) => key),
    ]);
    const remembered = new Map(rows.map((row) => [pairOf(row), row.category]));
    return keyed.map((one) => {
      const category = remembered.get(pairOf(one));
      return category ? { category, flags: ['category_remembered'] } : null;
    });
  }

  /** One proposal an item, in their order: what is remembered, else what the words say. */
  async propose(
    tx: EntityManager,
    cityId: string | null,
    items: readonly string[],
  ): Promise<CategoryProposal[]> {
    const remembered = await this.recall(
      tx,
      items.map((item) => ({ cityId, item })),
    );
    return items.map((item, index) => remembered[index] ?? proposeCategory(item));
  }

  /** For whoever asks: what a city has chosen is for those who see its aid. */
  async proposeFor(actor: Actor, cityId: string | null, item: string): Promise<CategoryProposal> {
    // Whether there is such a city is not told either.
    if (cityId !== null) demand(actor, 'shipment.read', { city: cityId });
    const [proposal] = await this.propose(this.database.manager, cityId, [item]);
    return proposal!;
  }
}

/** `5 Генераторів!` and `12 генераторів` are one item. */
export function itemKey(item: string): string {
  const words = nameKey(item.slice(0, TEXT_LENGTH_MAX)).replace(/[\p{N}\s]+/gu, ' ');
  return [...words.trim()].slice(0, KEY_LENGTH_MAX).join('').trim();
}

const REMEMBER = `
  insert into category_choice as c (city_id, item_key, category, chosen_by)
  values ($1, $2, $3, $4)
  on conflict (city_id, item_key) do update set category = excluded.category,
    chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at,
    choice_count = case when c.category = excluded.category then c.choice_count + 1 else 1 end`;

const pairOf = ({ cityId, key }: { cityId: string; key: string }): string =>
  `${cityId}\u001f${key}`;

/**
 * $1 cities, $2 keys: pairs without repeats, '' for no city. The city's own choice comes first;
 * without one, what at least two other cities chose alike and none otherwise: one city's slip, or
 * its secret, is not everybody's.
 */
const RECALL = `
  with asked as (select * from unnest($1::text[], $2::text[]) as pair (city_id, item_key)),
  shared as (
    select item_key, min(c.category) as category
    from (select distinct item_key from asked) key join category_choice c using (item_key)
    group by item_key having count(*) >= 2 and count(distinct c.category) = 1
  )
  select asked.city_id as "cityId", item_key as key,
    coalesce(own.category, shared.category) as category
  from asked left join shared using (item_key)
    left join category_choice own using (city_id, item_key)
  where own.category is not null or shared.category is not null`;

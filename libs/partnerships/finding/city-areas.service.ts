import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor, demand } from '@pobratym/identity';
import { Area, AreaDto, CityAreasDto, DescribeCityDto } from './dto/area.dto';
import { entityTagOf, isMatch } from './entity-tag';
import { ChangedMeanwhileError, requireCityShape, unknownCity } from './finding.errors';

/** What cities offer and want, by which partners find each other. */
@Injectable()
export class CityAreasService {
  constructor(private readonly database: DataSource) {}

  listAreas(): Promise<AreaDto[]> {
    return this.database.query(
      `select code, label_en as "labelEn", label_uk as "labelUk" from area order by position`,
    );
  }

  async get(cityId: string): Promise<CityAreasDto> {
    requireCityShape(cityId);
    return this.read(this.database.manager, cityId);
  }

  /**
   * Says anew all that the city offers and wants.
   * @param ifMatch of the request: the ETag of what the change was made from
   */
  async describe(
    actor: Actor,
    cityId: string,
    input: DescribeCityDto,
    ifMatch: string | undefined,
  ): Promise<CityAreasDto> {
    requireCityShape(cityId);
    return this.database.transaction(async (tx) => {
      // One at a time for each city, also where it has no areas yet that could be locked.
      const locked = await tx.query(`select 1 from city where id = $1 for no key update`, [cityId]);
      if (locked.length === 0) throw unknownCity(cityId);
      demand(actor, 'city.describe', { city: cityId });
      const before = await this.read(tx, cityId);
      if (!isMatch(ifMatch, entityTagOf(before))) throw new ChangedMeanwhileError();
      await this.replace(tx, actor, cityId, input);
      const after = await this.read(tx, cityId);
      if (entityTagOf(after) === entityTagOf(before)) return after;
      await recordEvent(tx, actor.origin, {
        action: 'city.describe',
        subject: { kind: 'city', id: cityId },
        cityIds: [cityId],
        before: { offered: before.offered, wanted: before.wanted },
        after: { offered: after.offered, wanted: after.wanted },
      });
      return after;
    });
  }

  private async read(tx: EntityManager, cityId: string): Promise<CityAreasDto> {
    const [found]: { offered: Area[]; wanted: Area[] }[] = await tx.query(
      `select
         array(${areasOf('c.id', 'offered')}) as offered,
         array(${areasOf('c.id', 'wanted')}) as wanted
       from city c where c.id = $1`,
      [cityId],
    );
    if (!found) throw unknownCity(cityId);
    return { cityId, ...found };
  }

  /** Rows that stay keep who entered them and when. */
  private async replace(
    tx: EntityManager,
    actor: Actor,
    cityId: string,
    { offered, wanted }: DescribeCityDto,
  ): Promise<void> {
    const values = [cityId, JSON.stringify({ offered, wanted })];
    await tx.query(
      `delete from city_area where city_id = $1 and not ($2::jsonb -> direction) ? area`,
      values,
    );
    await tx.query(
      `insert into city_area (city_id, direction, area, updated_by)
       select $1, direction, jsonb_array_elements_text(areas), $3
       from jsonb_each($2::jsonb) as described (direction, areas)
       on conflict do nothing`,
      [...values, actor.origin.personId],
    );
  }
}

/** SQL: the codes of one direction, in the order of the code list. */
const areasOf = (cityId: string, direction: 'offered' | 'wanted'): string =>
  `select a.code from city_area described join area a on a.code = described.area
   where described.city_id = ${cityId} and described.direction = '${direction}'
   order by a.position`;

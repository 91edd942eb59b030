import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor, can, demand } from '@pobratym/identity';
import { NotFoundError, UUID_SHAPE } from '@pobratym/platform';
import { KeepTemplateDto, TemplateDto } from './dto/template.dto';

const TEMPLATES = `select id, city_id as "cityId", name, body as plan, created_at as "createdAt"
  from shipment_template`;

/** What a city sends again and again, under a name of its own. */
@Injectable()
export class ShipmentTemplates {
  constructor(private readonly database: DataSource) {}

  async list(actor: Actor, cityId: string): Promise<{ items: TemplateDto[] }> {
    demand(actor, 'shipment.record', { sender: cityId });
    const items = await this.database.query(`${TEMPLATES} where city_id = $1 order by name`, [
      cityId,
    ]);
    return { items };
  }

  async keep(actor: Actor, { cityId, name, plan }: KeepTemplateDto): Promise<TemplateDto> {
    demand(actor, 'shipment.record', { sender: cityId });
    return this.database.transaction(async (tx) => {
      const [{ id }] = await tx.query(
        `insert into shipment_template (city_id, name, body, created_by) values ($1, $2, $3, $4)
         on conflict (city_id, name) do update set body = excluded.body returning id`,
        [cityId, name, plan, actor.origin.personId],
      );
      await recordEvent(tx, actor.origin, {
        action: 'shipment_template.keep',
        subject: { kind: 'shipment_template', id },
        cityIds: [cityId],
        after: { lines: plan.lines.length },
      });
      const [kept] = await tx.query(`${TEMPLATES} where id = $1`, [id]);
      return kept;
    });
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [found] = UUID_SHAPE.test(id)
        ? await tx.query(`${TEMPLATES} where id = $1 for update`, [id])
        : [];
      // Of another city's it is not told whether there is one.
      if (!found || !can(actor, 'shipment.record', { sender: found.cityId })) {
        throw new NotFoundError('There is no such template');
      }
      await tx.query(`delete from shipment_template where id = $1`, [id]);
      await recordEvent(tx, actor.origin, {
        action: 'shipment_template.remove',
        subject: { kind: 'shipment_template', id },
        cityIds: [found.cityId],
      });
    });
  }
}

import { DataSource } from 'typeorm';
import { createDatabase, TestDatabase } from '../../../test/support/database';
import { INSTALLATION } from '../access/actor';
import { AuditLogService } from './audit-log.service';

// Goal: a day asked for is the same hours for every reader, wherever the server stands.
describe.each(['UTC', 'Europe/Kyiv', 'America/New_York'])('the log on a server in %s', (zone) => {
  let own: TestDatabase;
  let database: DataSource;

  beforeAll(async () => {
    own = await createDatabase();
    const extra = { options: `-c timezone=${zone}` };
    database = await new DataSource({ type: 'postgres', url: own.ownerUrl, extra }).initialize();
  });
  afterAll(async () => {
    await database.destroy();
    await own.drop();
  });

  test('is narrowed by whole days of UTC', async () => {
    expect(await database.query(`show timezone`)).toEqual([{ TimeZone: zone }]);
    for (const [action, at] of [
      ['day.before', '2025-03-01T23:59:59.999Z'],
      ['day.first', '2025-03-02T00:00:00Z'],
      ['day.last', '2025-03-02T23:59:59.999Z'],
      ['day.after', '2025-03-03T00:00:00Z'],
    ]) {
      await database.query(
        `insert into audit_event (occurred_at, via, action, subject_kind, subject_id, city_ids)
         values ($2, 'nobody', $1, 'test', 'T-1', '{}')`,
        [action, at],
      );
    }
    const query = { from: '2025-03-02', to: '2025-03-02', limit: 50 };
    const { items } = await new AuditLogService(database).list(INSTALLATION, query);
    expect(items.map(({ action }) => action)).toEqual(['day.last', 'day.first']);
  });
});

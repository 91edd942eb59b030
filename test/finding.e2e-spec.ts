import { DataSource } from 'typeorm';
import { Api } from './support/http';
import { insertAtStage, insertPartnership, insertStep } from './support/partnership-sql';
import { RunningApps } from './support/running-apps';

interface Partner {
  city: { id: string; country: string; population: number | null };
  offered: string[];
  wanted: string[];
  partnersCount: number;
  fits: number | null;
}

const OWN = 'drohobych-ua';

// Goal: cities find each other, and nobody learns of what is only being talked about.
describe('finding a partner', () => {
  const running = new RunningApps();
  let database: DataSource;
  let api: Api;
  let nobody: Api;

  beforeAll(async () => {
    const app = await running.start({ data: 'reference' });
    database = app.database;
    api = new Api(app);
    nobody = app.asNobody();
  });
  afterAll(() => running.stop());

  const sql = (text: string, values: unknown[] = []) => database.query(text, values);
  /** A signed tie that is generated, not real. */
  const insertSample = async (first: string, second: string) => {
    const [{ id: partnershipId }] = await sql(
      `insert into partnership (first_city_id, second_city_id, kind, is_sample)
       values ($1, $2, 'twinning', true) returning id`,
      [first, second],
    );
    await insertStep(database, { partnershipId, kind: 'imported' });
    return partnershipId as string;
  };
  const administratorOf = (cityId: string) =>
    running.app.asPerson([{ role: 'administrator', cityId }]);

  describe('what a city offers and wants', () => {
    const path = `/cities/${OWN}/areas`;

    test('is nothing until somebody says it', async () => {
      expect((await nobody.get(path)).body).toEqual({ cityId: OWN, offered: [], wanted: [] });
    });

    test('is said by the city’s administrator, and told to everyone', async () => {
      const admin = await administratorOf(OWN);
      const said = await admin.put(path, { offered: ['youth', 'digital'], wanted: ['energy'] });
      // In the order of the code list.
      const shown = { cityId: OWN, offered: ['digital', 'youth'], wanted: ['energy'] };
      expect(said).toMatchObject({ status: 200, body: shown });
      expect((await nobody.get(path)).body).toEqual(shown);
    });

    test('is replaced as a whole, and what stays keeps who said it', async () => {
      const [before] = await sql(
        `select * from city_area where city_id = $1 and area = 'digital'`,
        [OWN],
      );
      const said = await api.put(path, { offered: ['digital'], wanted: ['digital', 'health'] });
      expect(said.body).toEqual({
        cityId: OWN,
        offered: ['digital'],
        wanted: ['digital', 'health'],
      });
      const rows = await sql(`select * from city_area where city_id = $1 order by area`, [OWN]);
      expect(rows).toHaveLength(3);
      expect(rows).toContainEqual(before);
    });

    test('is written down when it changes, and not when it does not', async () => {
      const events = () =>
        sql(`select * from audit_event where action = 'city.describe' order by id`);
      const count = (await events()).length;
      const same = { offered: ['digital'], wanted: ['health', 'digital'] };
      expect((await api.put(path, same)).status).toBe(200);
      expect(await events()).toHaveLength(count);
      await api.put(path, { offered: [], wanted: ['health'] });
      expect((await events()).at(-1)).toMatchObject({
        subject_kind: 'city',
        subject_id: OWN,
        city_ids: [OWN],
        before: { offered: ['digital'], wanted: ['digital', 'health'] },
        after: { offered: [], wanted: ['health'] },
      });
    });

    test('is said by nobody else', async () => {
      const before = (await nobody.get(path)).body;
      const input = { offered: ['culture'], wanted: [] };
      const coordinator = await running.app.asPerson([{ role: 'coordinator', cityId: OWN }]);
      expect((await (await administratorOf('lviv-ua')).put(path, input)).status).toBe(403);
      expect((await coordinator.put(path, input)).status).toBe(403);
      expect((await nobody.put(path, input)).status).toBe(401);
      expect((await nobody.get(path)).body).toEqual(before);
    });

    test.each(['atlantis-xx', 'a%00b', 'ÜBER', `${'a'.repeat(90)}`])(
      'is not there for %s',
      async (id) => {
        expect((await nobody.get(`/cities/${id}/areas`)).status).toBe(404);
        const said = await api.put(`/cities/${id}/areas`, { offered: [], wanted: [] });
        expect(said.status).toBe(404);
      },
    );

    test.each<[object, string]>([
      [{ offered: ['weapons'], wanted: [] }, '/offered'],
      [{ offered: ['health', 'health'], wanted: [] }, '/offered'],
      [{ offered: 'health', wanted: [] }, '/offered'],
      [{ offered: [] }, '/wanted'],
      [{ offered: [], wanted: [null] }, '/wanted'],
      [{ offered: [], wanted: [], cityId: 'lviv-ua' }, '/cityId'],
    ])('%j is refused', async (input, pointer) => {
      const refused = await api.put(path, input);
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    });

    test('a change made from what is no longer there is refused', async () => {
      const admin = await administratorOf('lviv-ua');
      const ofLviv = '/cities/lviv-ua/areas';
      const put = (body: object, tag: string) =>
        fetch(`${running.app.url}/api/v1${ofLviv}`, {
          method: 'PUT',
          headers: { ...admin.headers(), 'content-type': 'application/json', 'if-match': tag },
          body: JSON.stringify(body),
        });
      const read = await fetch(`${running.app.url}/api/v1${ofLviv}`);
      const tag = read.headers.get('etag')!;
      const answers = await Promise.all(
        ['health', 'energy', 'youth', 'culture'].map((area) =>
          put({ offered: [area], wanted: [] }, tag),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
      const winner = answers.find(({ status }) => status === 200)!;
      expect((await nobody.get(ofLviv)).body).toEqual(await winner.json());
      // With the tag of the answer one may go on.
      const next = await put({ offered: [], wanted: [] }, winner.headers.get('etag')!);
      expect(next.status).toBe(200);
    });
  });

  test('the areas are listed with their labels', async () => {
    const { body } = await nobody.get('/areas');
    expect(body.items).toEqual(
      await sql(
        `select code, label_en as "labelEn", label_uk as "labelUk" from area order by position`,
      ),
    );
    expect(body.items).toContainEqual({
      code: 'health',
      labelEn: 'Health',
      labelUk: 'Охорона здоров’я',
    });
  });

  describe('the search', () => {
    // Six cities describe themselves; two of them have no ties of the reference data.
    const DESCRIBED: [string, string[], string[]][] = [
      [OWN, ['culture', 'youth'], ['health', 'energy', 'reconstruction']],
      ['bytom-pl', ['health', 'energy'], ['culture']],
      ['lodz-pl', ['health'], []],
      ['torun-pl', ['health', 'energy', 'reconstruction'], ['youth', 'culture']],
      ['moscow-ru', ['health', 'energy'], ['culture']],
      ['kharkiv-ua', [], ['health']],
    ];

    beforeAll(async () => {
      for (const [id, offered, wanted] of DESCRIBED) {
        const said = await api.put(`/cities/${id}/areas`, { offered, wanted });
        if (said.status !== 200) throw new Error(`${id}: ${said.status}`);
      }
      // A negotiation, and a sample: neither is a partner.
      await insertAtStage(
        database,
        { first: 'lodz-pl', second: 'uzhhorod-ua' },
        'agreement_drafted',
      );
      await insertSample('lodz-pl', 'uzhhorod-ua');
    });

    const findAll = async (asker: Api, query: string): Promise<Partner[]> => {
      const items: Partner[] = [];
      let cursor = '';
      for (;;) {
        const { status, body } = await asker.get(`/partners?limit=150${query}${cursor}`);
        if (status !== 200) throw new Error(JSON.stringify(body));
        items.push(...body.items);
        if (body.nextCursor === null) return items;
        cursor = `&cursor=${body.nextCursor}`;
      }
    };

    /** Counted anew, from whole tables, city by city. */
    const recount = async (of?: string): Promise<Partner[]> => {
      const cities: Partner['city'][] = await sql(`select * from city`);
      const areas = await sql(
        `select d.* from city_area d join area a on a.code = d.area order by a.position`,
      );
      const ties = await sql(`select * from partnership`);
      const areasOf = (id: string, direction: string): string[] =>
        areas
          .filter(
            (row: Record<string, string>) => row.city_id === id && row.direction === direction,
          )
          .map((row: Record<string, string>) => row.area);
      return cities
        .filter(({ country }) => !['RU', 'BY'].includes(country))
        .map((city) => {
          const partners = new Set<string>();
          for (const tie of ties) {
            if (tie.is_sample || !['signed', 'suspended'].includes(tie.stage)) continue;
            if (tie.first_city_id === city.id) partners.add(tie.second_city_id);
            if (tie.second_city_id === city.id) partners.add(tie.first_city_id);
          }
          const offered = areasOf(city.id, 'offered');
          const wanted = areasOf(city.id, 'wanted');
          const fits =
            of === undefined
              ? null
              : offered.filter((area) => areasOf(of, 'wanted').includes(area)).length +
                wanted.filter((area) => areasOf(of, 'offered').includes(area)).length;
          return { city, offered, wanted, partnersCount: partners.size, fits };
        });
    };
    const byId = (one: Partner, other: Partner) => (one.city.id < other.city.id ? -1 : 1);
    const brief = (rows: Partner[]) =>
      rows.map(({ city, ...rest }) => ({ id: city.id, country: city.country, ...rest }));

    test('finds each city once, with what it offers, wants and has', async () => {
      const found = await findAll(nobody, '');
      expect(found.length).toBeGreaterThan(1000);
      expect(brief(found)).toEqual(brief((await recount()).sort(byId)));
      expect(found.some(({ city }) => ['RU', 'BY'].includes(city.country))).toBe(false);
      expect(Math.max(...found.map(({ partnersCount }) => partnersCount))).toBeGreaterThan(20);
      const lviv = found.find(({ city }) => city.id === 'lviv-ua')!;
      expect(lviv.city).toEqual({
        id: 'lviv-ua',
        nameEn: 'Lviv',
        nameUk: 'Львів',
        country: 'UA',
        latitude: 49.83826,
        longitude: 24.02324,
        population: lviv.city.population,
      });
    });

    test.each<[string, (one: Partner) => boolean]>([
      ['&country=PL', ({ city }) => city.country === 'PL'],
      ['&populationMin=500000', ({ city }) => (city.population ?? 0) >= 500_000],
      [
        '&populationMin=50000&populationMax=60000',
        ({ city }) =>
          city.population !== null && city.population >= 50_000 && city.population <= 60_000,
      ],
      ['&offers=health', ({ offered }) => offered.includes('health')],
      [
        '&offers=health&offers=energy',
        ({ offered }) => offered.includes('health') && offered.includes('energy'),
      ],
      ['&wants=culture', ({ wanted }) => wanted.includes('culture')],
      [
        '&offers=health&wants=youth',
        ({ offered, wanted }) => offered.includes('health') && wanted.includes('youth'),
      ],
      ['&withoutPartner=true', ({ partnersCount }) => partnersCount === 0],
      ['&withoutPartner=false', ({ partnersCount }) => partnersCount > 0],
      [
        '&country=UA&withoutPartner=true',
        ({ city, partnersCount }) => city.country === 'UA' && partnersCount === 0,
      ],
    ])('%s finds what a recount finds', async (query, isWanted) => {
      const wanted = (await recount()).filter(isWanted).sort(byId);
      expect(wanted.length).toBeGreaterThan(0);
      expect(brief(await findAll(nobody, query))).toEqual(brief(wanted));
    });

    test('for a city puts the best fit first and leaves out those it is tied to', async () => {
      const tied = await sql(
        `select case first_city_id when $1 then second_city_id else first_city_id end as id
         from partnership where $1 in (first_city_id, second_city_id) and not is_sample
           and stage not in ('none', 'expired', 'terminated')`,
        [OWN],
      );
      const ids = new Set([OWN, ...tied.map(({ id }: { id: string }) => id)]);
      const wanted = (await recount(OWN))
        .filter(({ city }) => !ids.has(city.id))
        .sort((one, other) => other.fits! - one.fits! || byId(one, other));
      const found = await findAll(nobody, `&of=${OWN}`);
      expect(brief(found)).toEqual(brief(wanted));
      expect(found[0]).toMatchObject({ city: { id: 'torun-pl' }, fits: 5 });
      expect(tied.length).toBeGreaterThan(0);
    });

    test('pages of one city each are the same list', async () => {
      const query = `&of=${OWN}&offers=health`;
      const whole = await findAll(nobody, query);
      const items: Partner[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body }: Awaited<ReturnType<Api['get']>> = await nobody.get(
          `/partners?limit=1${query}${cursor && `&cursor=${cursor}`}`,
        );
        items.push(...body.items);
        cursor = body.nextCursor;
      }
      expect(items).toEqual(whole);
      expect(whole.length).toBeGreaterThan(1);
    });

    test('a negotiation is seen by the two cities alone, and left out for them', async () => {
      const query = '&of=uzhhorod-ua&country=PL&offers=health';
      const idsFor = async (asker: Api) => (await findAll(asker, query)).map(({ city }) => city.id);
      for (const party of ['lodz-pl', 'uzhhorod-ua']) {
        expect(await idsFor(await administratorOf(party))).not.toContain('lodz-pl');
      }
      expect(await idsFor(nobody)).toContain('lodz-pl');
      expect(await idsFor(await administratorOf('lviv-ua'))).toContain('lodz-pl');
      const researcher = await running.app.asPerson([
        { role: 'researcher', cityId: 'uzhhorod-ua' },
      ]);
      expect(await idsFor(researcher)).toContain('lodz-pl');
      // Nor does the count tell of it, not even to the two.
      const [lodz] = (await recount()).filter(({ city }) => city.id === 'lodz-pl');
      for (const asker of [nobody, await administratorOf('lodz-pl')]) {
        const found = await findAll(asker, '&country=PL&offers=health');
        expect(found.find(({ city }) => city.id === 'lodz-pl')!.partnersCount).toBe(
          lodz!.partnersCount,
        );
      }
    });

    test('finds nothing for a city of an aggressor state', async () => {
      expect(await findAll(nobody, '&of=moscow-ru')).toEqual([]);
    });

    test.each([
      ['country=pl', '/country'],
      ['populationMin=-1', '/populationMin'],
      ['populationMin=many', '/populationMin'],
      ['populationMin=5&populationMax=4', '/populationMax'],
      ['offers=weapons', '/offers'],
      ['offers=health&offers=health', '/offers'],
      ['withoutPartner=perhaps', '/withoutPartner'],
      ['of=atlantis-xx', '/of'],
      ['of=%00', '/of'],
      ['cursor=MSBhOydkcm9w', '/cursor'],
      ['limit=0', '/limit'],
      ['near=lviv-ua', '/near'],
    ])('?%s is refused', async (query, pointer) => {
      const refused = await nobody.get(`/partners?${query}`);
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    });
  });

  describe('the network of a city', () => {
    const CITY = 'ternopil-ua';
    beforeAll(async () => {
      await insertAtStage(database, { first: CITY, second: 'genoa-it' }, 'partner_approached');
      await insertAtStage(database, { first: CITY, second: 'lodz-pl' }, 'claimed_by_one_side');
      await insertAtStage(database, { first: CITY, second: 'torun-pl' }, 'terminated');
      await insertAtStage(database, { first: CITY, second: 'bytom-pl' }, 'suspended');
      // Given up before any signature: this stays between the two.
      const givenUp = { first: CITY, second: 'poznan-pl' };
      const id = await insertPartnership(database, givenUp);
      for (const kind of ['areas_chosen', 'terminated'] as const) {
        await insertStep(database, {
          partnershipId: id,
          kind,
          occurredOn: '2024-01-01',
          cityId: CITY,
        });
      }
      await insertPartnership(database, { first: CITY, second: 'wroclaw-pl' });
    });

    /** Counted anew: each tie of the city that is to be seen. */
    const recount = async (isSeen: (tie: Record<string, unknown>) => boolean) => {
      const ties = await sql(
        `select p.*, c.id as partner_id, c.name_en from partnership p
         join city c on c.id in (p.first_city_id, p.second_city_id) and c.id <> $1
         where $1 in (p.first_city_id, p.second_city_id) and not p.is_sample
           and p.stage <> 'none'`,
        [CITY],
      );
      return ties
        .filter(isSeen)
        .map((tie: Record<string, string>) => `${tie.partner_id} ${tie.kind} ${tie.stage}`)
        .sort();
    };
    const read = async (asker: Api, query = '') => {
      const { body } = await asker.get(`/cities/${CITY}/network${query}`);
      return body.items
        .map((item: { partner: { id: string }; kind: string; stage: string }) =>
          [item.partner.id, item.kind, item.stage].join(' '),
        )
        .sort();
    };
    const hasEnded = ({ stage }: Record<string, unknown>) =>
      stage === 'expired' || stage === 'terminated';

    test('tells everyone of what was signed, and the two cities of the rest', async () => {
      const isOpen = (tie: Record<string, unknown>) => tie.is_published === true && !hasEnded(tie);
      const open = await recount(isOpen);
      expect(open.length).toBeGreaterThan(10);
      expect(await read(nobody)).toEqual(open);
      expect(await read(await administratorOf('lviv-ua'))).toEqual(open);
      const all = await recount((tie) => !hasEnded(tie));
      expect(all.length).toBe(open.length + 1);
      expect(await read(await administratorOf(CITY))).toEqual(all);
      // The partner sees what is its own.
      expect(await read(await administratorOf('genoa-it'))).toEqual(all);
      expect(await read(await administratorOf('poznan-pl'))).toEqual(open);
    });

    test('tells of ties that have ended when it is asked to', async () => {
      expect(await read(nobody, '?ended=true')).toEqual(
        await recount(({ is_published }) => is_published === true),
      );
      const own = await read(await administratorOf(CITY), '?ended=true');
      expect(own).toEqual(await recount(() => true));
      expect(own).toContain('poznan-pl twinning terminated');
    });

    test('says whose each tie is, and what one side alone claims', async () => {
      const { body } = await nobody.get(`/cities/${CITY}/network`);
      expect(body.city).toMatchObject({ id: CITY, nameUk: 'Тернопіль', country: 'UA' });
      const claimed = body.items.filter(
        (item: { isClaimedByOneSide: boolean }) => item.isClaimedByOneSide,
      );
      expect(claimed).toEqual([
        {
          partnershipId: expect.any(String),
          kind: 'twinning',
          stage: 'claimed_by_one_side',
          signedOn: '2022-03-01',
          isClaimedByOneSide: true,
          partner: {
            id: 'lodz-pl',
            nameEn: 'Łódź',
            nameUk: expect.any(String),
            country: 'PL',
            latitude: expect.any(Number),
            longitude: expect.any(Number),
            population: expect.any(Number),
          },
        },
      ]);
    });

    test('keeps samples apart', async () => {
      const id = await insertSample('krakow-pl', CITY);
      const idsOf = async (query: string) =>
        (await nobody.get(`/cities/${CITY}/network${query}`)).body.items.map(
          ({ partnershipId }: Item) => partnershipId,
        );
      expect(await idsOf('?sample=true')).toEqual([id]);
      expect(await idsOf('')).not.toContain(id);
      expect(await idsOf('?sample=false')).not.toContain(id);
    });

    test('is drawn as points and lines of the same ties', async () => {
      const listed = (await nobody.get(`/cities/${CITY}/network`)).body;
      const drawn = await nobody.get(`/cities/${CITY}/network.geojson`);
      expect(drawn).toMatchObject({ status: 200, type: 'application/geo+json' });
      const { type, features } = drawn.body;
      expect(type).toBe('FeatureCollection');
      const shapes = (shape: string) =>
        features.filter(({ geometry }: Feature) => geometry.type === shape) as Feature[];
      const partners = new Set(listed.items.map((item: Item) => item.partner.id));
      expect(shapes('Point').map(({ id }) => id)).toEqual([CITY, ...partners]);
      expect(shapes('LineString').map(({ id }) => id)).toEqual(
        listed.items.map((item: Item) => item.partnershipId),
      );
      expect(features).toHaveLength(1 + partners.size + listed.items.length);
      for (const item of listed.items as Item[]) {
        const { partner } = item;
        const line = shapes('LineString').find(({ id }) => id === item.partnershipId)!;
        expect(line.geometry.coordinates).toEqual([
          [listed.city.longitude, listed.city.latitude],
          [partner.longitude, partner.latitude],
        ]);
        expect(line.properties).toMatchObject({ fromCityId: CITY, toCityId: partner.id });
        expect(line.properties).not.toHaveProperty('partner');
      }
    });

    test.each(['network', 'network.geojson'])('%s of no city is not there', async (name) => {
      expect((await nobody.get(`/cities/atlantis-xx/${name}`)).status).toBe(404);
      expect((await nobody.get(`/cities/%00/${name}`)).status).toBe(404);
    });
  });
});

interface Item {
  partnershipId: string;
  partner: { id: string; longitude: number; latitude: number };
}

interface Feature {
  id: string;
  geometry: { type: string; coordinates: unknown };
  properties: Record<string, unknown>;
}

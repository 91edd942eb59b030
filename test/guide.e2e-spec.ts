import { text } from 'node:stream/consumers';
import { DataSource } from 'typeorm';
import { fromBufferPromise } from 'yauzl';
import { Api } from './support/http';
import {
  insertAtStage,
  insertDocument,
  insertPartnership,
  insertStep,
  StepRow,
} from './support/partnership-sql';
import { RunningApps } from './support/running-apps';

const FIRST = 'drohobych-ua';
const SECOND = 'lodz-pl';
const PAIR = { first: FIRST, second: SECOND };

interface GuideStep {
  step: string;
  title: string;
  documents: { kind: string; when: string; isOfEachCity: boolean }[];
}

// Goal: a city that has never done it finds out what to do next, and gets its papers.
describe('help on the way', () => {
  const running = new RunningApps();
  let database: DataSource;
  let nobody: Api;
  let coordinator: Api;

  beforeAll(async () => {
    const app = await running.start({ worker: false });
    database = app.database;
    nobody = app.asNobody();
    coordinator = await app.asPerson([{ role: 'coordinator', cityId: FIRST }]);
  });
  afterAll(() => running.stop());

  const sql = (statement: string, values: unknown[] = []) => database.query(statement, values);
  const record = (partnershipId: string, kind: StepRow['kind'], rest: Partial<StepRow> = {}) =>
    insertStep(database, {
      ...{ partnershipId, kind, occurredOn: '2024-03-01', cityId: FIRST },
      ...rest,
    });
  const open = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${running.app.url}/api/v1${path}`, {
      headers: { ...coordinator.headers(), ...headers },
    });
  // One kind of partnership is there once between two cities.
  afterEach(() =>
    sql(`select id from partnership where stage not in ('expired', 'terminated')`).then(
      async (rows: { id: string }[]) => {
        for (const { id } of rows) {
          await record(id, 'terminated', { occurredOn: '2024-12-31' });
        }
      },
    ),
  );

  describe('the guide', () => {
    test('is read by everyone, in the language that is wanted', async () => {
      const of = async (path: string, accepted?: string) => {
        const headers = accepted ? { 'accept-language': accepted } : undefined;
        const response = await fetch(`${running.app.url}/api/v1${path}`, { headers });
        const body = (await response.json()) as {
          language: string;
          kinds: { title: string; steps: GuideStep[] }[];
        };
        return { response, body };
      };
      const ukrainian = await of('/guide', 'uk-UA,uk;q=0.9,en;q=0.5');
      expect(ukrainian.response.headers.get('content-language')).toBe('uk');
      expect(ukrainian.response.headers.get('vary')).toContain('accept-language');
      expect(ukrainian.body.kinds.map(({ title }) => title)).toEqual([
        'Побратимство',
        'Співробітництво',
        'Солідарність',
      ]);
      expect((await of('/guide')).body.language).toBe('en');
      // What the reader has asked for wins over what the browser says.
      const english = await of('/guide?language=en', 'uk');
      expect(english.body.kinds[0]!.steps.map(({ title }) => title)).toEqual([
        'Areas chosen',
        'Partner approached',
        'Agreement drafted',
        'Signed',
        'Confirmed',
        'Denied',
        'Suspended',
        'Resumed',
        'Expired',
        'Terminated',
      ]);
      expect((await nobody.get('/guide?language=ru')).status).toBe(422);
    });

    test.each(['twinning', 'cooperation', 'solidarity'])(
      '%s: what it calls needed is what the database asks for',
      async (kind) => {
        const { kinds } = (await nobody.get('/guide')).body;
        const { steps } = kinds.find((one: { kind: string }) => one.kind === kind) as {
          steps: GuideStep[];
        };
        const id = await insertPartnership(database, { ...PAIR, kind }, false);
        for (const { step, documents } of steps.slice(0, 4)) {
          const needed = documents.filter(({ when }) => when === 'always');
          for (const { kind: paper, isOfEachCity } of needed) {
            for (const city of isOfEachCity ? [FIRST, SECOND] : [null]) {
              const there = await sql(
                `select 1 from partnership_document where partnership_id = $1 and kind = $2
                   and city_id is not distinct from $3`,
                [id, paper, city],
              );
              if (there.length > 0) continue;
              const taken = record(id, step as StepRow['kind'], { signatories: [FIRST, SECOND] });
              await expect(taken).rejects.toThrow(paper);
              await insertDocument(database, id, paper, city);
            }
          }
          const signatories = step === 'signed' ? [FIRST, SECOND] : [];
          await record(id, step as StepRow['kind'], { signatories });
        }
        expect(await sql(`select stage from partnership where id = $1`, [id])).toEqual([
          { stage: 'signed' },
        ]);
      },
    );
  });

  describe('the checklist', () => {
    const check = async (id: string, asker = coordinator, query = '') =>
      (await asker.get(`/partnerships/${id}/checklist${query}`)).body;
    const states = (body: { steps: { step: string; state: string }[] }) =>
      Object.fromEntries(body.steps.map(({ step, state }) => [step, state]));

    test('says what is done, what comes next, what is there and what is missing', async () => {
      const id = await insertPartnership(database, PAIR, false);
      await record(id, 'areas_chosen');
      await record(id, 'partner_approached', { occurredOn: '2024-03-05' });
      const note = await insertDocument(database, id, 'explanatory_note');
      const told = await check(id, coordinator, '?language=uk');
      expect(told).toMatchObject({
        language: 'uk',
        partnershipId: id,
        kind: 'twinning',
        stage: 'partner_approached',
        steps: [
          { step: 'areas_chosen', state: 'done', occurredOn: '2024-03-01' },
          { step: 'partner_approached', state: 'done', occurredOn: '2024-03-05' },
          { step: 'agreement_drafted', state: 'current', occurredOn: null },
          { step: 'signed', state: 'to_come' },
          { step: 'confirmed', state: 'to_come' },
        ],
        current: {
          step: 'agreement_drafted',
          title: 'Підготовлено проєкт угоди',
          papers: [
            { kind: 'twinning_agreement', title: 'Угода про побратимство' },
            { kind: 'explanatory_note', title: 'Пояснювальна записка' },
          ],
          documents: [
            {
              kind: 'draft_agreement',
              cityId: null,
              isNeeded: true,
              isThere: false,
              documents: [],
            },
            {
              kind: 'explanatory_note',
              title: 'Пояснювальна записка до проєкту',
              isNeeded: true,
              isThere: true,
              documents: [{ id: note, name: 'paper.pdf', uploadedAt: expect.any(String) }],
            },
          ],
        },
      });
    });

    test('tells whose letter is missing', async () => {
      const id = await insertPartnership(database, { ...PAIR, kind: 'solidarity' }, false);
      for (const kind of ['areas_chosen', 'partner_approached', 'agreement_drafted'] as const) {
        await record(id, kind);
      }
      const letter = await insertDocument(database, id, 'signed_letter', SECOND);
      expect((await check(id)).current).toMatchObject({
        step: 'signed',
        title: 'Letters exchanged',
        papers: [{ kind: 'solidarity_letter' }],
        documents: [
          { kind: 'signed_letter', cityId: FIRST, isNeeded: true, isThere: false, documents: [] },
          { kind: 'signed_letter', cityId: SECOND, isThere: true, documents: [{ id: letter }] },
          { kind: 'ministry_approval', isNeeded: false, isThere: false },
        ],
      });
    });

    test('asks for the ministry’s approval where the draft that stands says so', async () => {
      const id = await insertAtStage(database, PAIR, 'partner_approached');
      const drafted = await record(id, 'agreement_drafted', { ministryApproval: 'required' });
      const approval = async () =>
        (await check(id)).current.documents.find(
          ({ kind }: { kind: string }) => kind === 'ministry_approval',
        );
      expect(await approval()).toMatchObject({ isNeeded: true, isThere: false });
      await record(id, 'agreement_drafted', {
        correctsId: drafted,
        ministryApproval: 'not_required',
      });
      expect(await approval()).toMatchObject({ isNeeded: false });
    });

    test.each([
      ['signed', 'confirmed', { signed: 'done', confirmed: 'current' }],
      ['unconfirmed', 'confirmed', { signed: 'not_recorded', confirmed: 'current' }],
      ['claimed_by_one_side', 'confirmed', { denied: 'done', confirmed: 'current' }],
      ['suspended', 'resumed', { suspended: 'done', resumed: 'current' }],
      ['expired', null, { expired: 'done', signed: 'not_recorded' }],
      ['terminated', null, { terminated: 'done' }],
    ] as const)('at the stage %s: next is %s', async (stage, next, wanted) => {
      const id = await insertAtStage(database, PAIR, stage);
      const told = await check(id);
      expect(told.current?.step ?? null).toBe(next);
      expect(states(told)).toMatchObject(wanted);
    });

    test('has nothing more to do once both have confirmed, and counts no withdrawn step', async () => {
      const id = await insertAtStage(database, PAIR, 'signed');
      const confirmed = await record(id, 'confirmed', { cityId: SECOND });
      expect(await check(id)).toMatchObject({ current: null });
      await record(id, 'confirmed', { cityId: SECOND, correctsId: confirmed, isWithdrawal: true });
      expect((await check(id)).current.step).toBe('confirmed');
    });

    test('is for the two cities alone', async () => {
      const drafted = await insertAtStage(database, PAIR, 'agreement_drafted');
      const signed = await insertAtStage(database, { ...PAIR, kind: 'cooperation' }, 'signed');
      const as = (role: 'administrator' | 'researcher', cityId: string) =>
        running.app.asPerson([{ role, cityId }]);
      const partner = await as('administrator', SECOND);
      const stranger = await as('administrator', 'lviv-ua');
      const researcher = await as('researcher', FIRST);
      for (const id of [drafted, signed]) {
        for (const path of ['checklist', 'papers/letter_of_intent.docx']) {
          const status = async (asker: Api) =>
            (await asker.get(`/partnerships/${id}/${path}`)).status;
          expect(await status(partner)).toBe(200);
          expect(await status(stranger)).toBe(404);
          expect(await status(researcher)).toBe(403);
          expect(await status(nobody)).toBe(401);
        }
      }
      expect((await coordinator.get('/partnerships/nonsense/checklist')).status).toBe(404);
    });
  });

  describe('the papers', () => {
    const wordsOf = async (response: Response): Promise<string> => {
      const zip = await fromBufferPromise(Buffer.from(await response.arrayBuffer()));
      for await (const entry of zip.eachEntry()) {
        if (entry.fileName !== 'word/document.xml') continue;
        const xml = await text(await zip.openReadStreamPromise(entry));
        return xml.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
      }
      throw new Error('No document in it');
    };

    test('are listed for everyone, with their names', async () => {
      const { body } = await nobody.get('/papers');
      expect(body.items).toHaveLength(6);
      expect(body.items).toContainEqual({
        kind: 'letter_of_intent',
        titleEn: 'Initiative letter of intent',
        titleUk: 'Ініціативний лист про наміри',
        formats: ['docx', 'pdf'],
      });
    });

    test('come filled with both cities and the areas, as a file to be saved', async () => {
      const id = await insertAtStage(database, PAIR, 'partner_approached');
      await sql(`insert into partnership_area values ($1, 'health'), ($1, 'humanitarian')`, [id]);
      const path = `/partnerships/${id}/papers/twinning_agreement`;
      const docx = await open(`${path}.docx?day=2024-05-20`);
      expect(docx.status).toBe(200);
      expect(docx.headers.get('content-type')).toContain('wordprocessingml.document');
      expect(docx.headers.get('content-disposition')).toMatch(
        /^attachment; filename="?twinning-agreement-drohobych-ua-lodz-pl\.docx/,
      );
      const words = await wordsOf(docx);
      for (const word of [
        'Дрогобич',
        'Drohobych',
        'Лодзь',
        'Łódź',
        'Польща',
        'Poland',
        'охорона здоров’я',
        'humanitarian assistance',
        '20 травня 2024',
        '20 May 2024',
      ]) {
        expect(words).toContain(word);
      }
      const pdf = await open(`${path}.pdf`);
      expect(pdf.headers.get('content-type')).toBe('application/pdf');
      expect(
        Buffer.from(await pdf.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    });

    test('come from the Ukrainian city, a letter of solidarity from one’s own', async () => {
      const id = await insertAtStage(database, PAIR, 'partner_approached');
      const partner = await running.app.asPerson([{ role: 'administrator', cityId: SECOND }]);
      const nameOf = async (asker: Api, paper: string) => {
        const response = await fetch(
          `${running.app.url}/api/v1/partnerships/${id}/papers/${paper}`,
          { headers: asker.headers() },
        );
        await response.arrayBuffer();
        return response.headers.get('content-disposition') ?? String(response.status);
      };
      const own = 'drohobych-ua-lodz-pl';
      const theirs = 'lodz-pl-drohobych-ua';
      expect(await nameOf(partner, 'letter_of_intent.docx')).toContain(own);
      expect(await nameOf(partner, 'solidarity_letter.docx')).toContain(theirs);
      expect(await nameOf(coordinator, 'solidarity_letter.docx')).toContain(own);
      expect(await nameOf(coordinator, `solidarity_letter.docx?from=${SECOND}`)).toContain(theirs);
    });

    test.each([
      ['letter_of_intent.odt', 404],
      ['constitution.pdf', 404],
      ['constructor.pdf', 404],
      ['letter_of_intent', 404],
      ['letter_of_intent.pdf?day=2023-02-29', 422],
      ['letter_of_intent.pdf?from=lviv-ua', 422],
    ])('%s: %i', async (paper, status) => {
      const id = await insertAtStage(database, PAIR, 'partner_approached');
      expect((await open(`/partnerships/${id}/papers/${paper}`)).status).toBe(status);
    });
  });
});

import { KeptFacts, NOTICE_KINDS, NoticeKind, NoticeLine } from './notice';
import { countText, dayText, lineText } from './notice-line-text';
import { NoticeToTell } from './notice-mail';
import { noticeText } from './notice-text';

const SITE = 'https://aid.example.org';
const ID = '00000000-0000-7000-8000-000000000001';
const LINE: NoticeLine = {
  ...{ item: 'Тушонка', category: 'food', quantity: 120, unit: 'box', massKg: 4200.5 },
};
const FACTS: { [K in NoticeKind]: KeptFacts<K> } = {
  shipment_announced: {
    ...{ sendingCityId: 'bytom-pl', plannedArrivalOn: '2023-05-12', lines: [LINE], lineCount: 1 },
  },
  shipment_dispatched: {
    ...{ sendingCityId: 'bytom-pl', dispatchedOn: '2023-05-02', lines: [LINE], lineCount: 1 },
  },
  shipment_cancelled: { sendingCityId: 'bytom-pl' },
  register_due: { clearedOn: '2023-05-05', dueOn: '2023-08-03', daysLeft: 14 },
  goods_expire: {
    ...{ expiresOn: '2023-09-01', daysLeft: 30 },
    lines: [{ ...LINE, expiresOn: '2023-09-01' }],
    lineCount: 1,
  },
};

function write<K extends NoticeKind>(
  kind: K,
  language: 'uk' | 'en',
  data: object = FACTS[kind],
  rest: Partial<NoticeToTell> = {},
) {
  const notice = {
    ...{ id: ID, kind, subjectKind: 'shipment', subjectId: ID, data, language },
    ...(language === 'uk' ? { city: 'Дрогобич', sender: 'Битом' } : {}),
    ...(language === 'en' ? { city: 'Drohobych', sender: 'Bytom' } : {}),
    categories: { food: language === 'uk' ? 'Продукти' : 'Food' },
    ...rest,
  };
  return noticeText(notice as NoticeToTell, SITE);
}

// Goal: a notice says what happened and what to do, and nothing that must not be read on its way.
describe('the text of a notice', () => {
  test('of a dispatch says from whom, when and what', () => {
    const { subject, text, html } = write('shipment_dispatched', 'uk');
    expect(subject).toBe('Допомога для Вашого міста в дорозі');
    for (const words of [text, html]) {
      expect(words).toContain('Місто Битом відправило допомогу для міста Дрогобич: 2 травня 2023');
      expect(words).toMatch(/Тушонка \(Продукти\): 120 коробок, 4\s200,5 кг/);
      expect(words).toContain(`${SITE}/deliveries/new`);
    }
    const english = write('shipment_dispatched', 'en').text;
    expect(english).toContain('Bytom has sent aid to Drohobych on 2 May 2023.');
    expect(english).toContain('– Тушонка (Food): 120 boxes, 4,200.5 kg');
  });

  test('of the register says by when, and how long that is', () => {
    const { text } = write('register_due', 'uk');
    expect(text).toContain('до 3 серпня 2023 року');
    expect(text).toContain('Часу лишилося: 14 днів.');
    const last = { ...FACTS.register_due, daysLeft: 0 };
    expect(write('register_due', 'uk', last).text).toContain('Це останній день.');
    expect(write('register_due', 'en').text).toContain('Time left: 14 days.');
  });

  test('of the register does not say that there is time when there is none', () => {
    const late = { ...FACTS.register_due, daysLeft: -2 };
    expect(write('register_due', 'uk', late).text).toContain('мало до 3 серпня 2023 року');
    expect(write('register_due', 'uk', late).text).toContain('Цей день минув');
    const english = write('register_due', 'en', late).text;
    expect(english).toContain('That day has passed');
    expect(english).not.toMatch(/Time left|last day/);
  });

  test('of goods that are past their day does not ask to hand them out', () => {
    const late = { ...FACTS.goods_expire, daysLeft: -1 };
    expect(write('goods_expire', 'uk', late).text).toContain('Не роздавайте');
    expect(write('goods_expire', 'en', late).text).toContain('Do not hand out');
    expect(write('goods_expire', 'en').text).toContain('Hand it out in time');
  });

  test('of what is announced says what is planned, and that it may change', () => {
    const { text } = write('shipment_announced', 'uk');
    expect(text).toContain('список може змінитися:');
    expect(text).toMatch(/Тушонка \(Продукти\): 120 коробок/);
    expect(write('shipment_announced', 'en').text).toContain('the list may change:');
  });

  test('of a delivery leads to it', () => {
    const { text } = write('goods_expire', 'uk', FACTS.goods_expire, { subjectKind: 'delivery' });
    expect(text).toContain(`${SITE}/deliveries/${ID}`);
    expect(text).toContain('придатне до 1 вересня 2023 року');
  });

  test.each(['uk', 'en'] as const)('is whole for each kind: %s', (language) => {
    for (const kind of NOTICE_KINDS) {
      const { subject, text, html } = write(kind, language);
      expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|NaN|\[object|\.\./);
      expect(subject).not.toMatch(/Битом|Дрогобич|Bytom|Drohobych/);
      expect(html).not.toMatch(/<(img|script|link|iframe|style)|url\(|src=/i);
    }
  });

  test('says how many lines it leaves out', () => {
    const data = { ...FACTS.shipment_dispatched, lineCount: 3 };
    expect(write('shipment_dispatched', 'uk', data).text).toContain('… і ще 2 рядки');
    expect(write('shipment_dispatched', 'en', data).text).toContain('… and 2 more lines');
  });

  test('holds no mark-up and no line of what somebody has typed', () => {
    const item = `<img src="x">\r\n\r\nPay to: ${'x'.repeat(500)}`;
    const data = { ...FACTS.shipment_dispatched, lines: [{ ...LINE, item }] };
    const { text, html } = write('shipment_dispatched', 'uk', data);
    expect(html).not.toContain('<img');
    expect(text).not.toMatch(/^Pay to/m);
    expect(text).toContain('x…');
  });
});

test.each([
  ['uk', { quantity: 1, unit: 'box' }, 'Тушонка (Продукти): 1 коробка, 4'],
  ['uk', { quantity: 2, unit: 'pallet' }, 'Тушонка (Продукти): 2 палети, 4'],
  ['uk', { quantity: 2.5, unit: 'litre' }, 'Тушонка (Продукти): 2,5 літра, 4'],
  ['uk', { quantity: null, unit: null }, 'Тушонка (Продукти): 4'],
  ['en', { quantity: 1, unit: 'vehicle' }, 'Тушонка (Продукти): 1 vehicle, 4'],
  ['en', { quantity: 7, unit: 'barrel' }, 'Тушонка (Продукти): 7 barrel, 4'],
  ['en', { quantity: null, massKg: null, category: 'toys' }, 'Тушонка (toys)'],
] as const)('a line in %s is told with its amounts: %j', (language, rest, wanted) => {
  expect(lineText({ ...LINE, ...rest }, { food: 'Продукти' }, language)).toMatch(
    new RegExp(`^${wanted.replace(/[()]/g, '\\$&')}`),
  );
});

test('counts and days are in words of the language', () => {
  expect(countText(3, 'день|дні|днів|дня', 'uk')).toBe('3 дні');
  expect(countText(21, 'день|дні|днів|дня', 'uk')).toBe('21 день');
  expect(countText(1, 'day|days', 'en')).toBe('1 day');
  expect(dayText('2024-02-29', 'en')).toBe('29 February 2024');
});

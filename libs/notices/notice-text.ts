import { Language, MailPart, MailText, writeMail } from './mail-text';
import { KeptFacts, NoticeKind, NoticeLine, NoticeSubject } from './notice';
import { countText, dayText, lineText } from './notice-line-text';
import { NoticeToTell } from './notice-mail';

interface Place {
  city: string;
  sender: string;
}

interface Words<K extends NoticeKind> {
  subject: string;
  /** Before the lines, where there are any. */
  before: (data: KeptFacts<K>, place: Place) => string[];
  after: string[];
}
type AllWords = { [K in NoticeKind]: Words<K> };

/** The word "місто" stands before a name, so that the name need not be declined. */
const UK: AllWords = {
  shipment_announced: {
    subject: 'До Вашого міста готують відправлення',
    before: ({ plannedArrivalOn }, { city, sender }) => [
      `Місто ${sender} готує допомогу для міста ${city}.`,
      ...(plannedArrivalOn ? [`Її чекають: ${dayText(plannedArrivalOn, 'uk')}.`] : []),
      'Поки що планують ось що; до відправлення список може змінитися:',
    ],
    after: ['Що саме буде в дорозі й коли, показано у «Побратимі».'],
  },
  shipment_dispatched: {
    subject: 'Допомога для Вашого міста в дорозі',
    before: ({ dispatchedOn }, { city, sender }) => [
      `Місто ${sender} відправило допомогу для міста ${city}: ${dayText(dispatchedOn, 'uk')}.`,
    ],
    after: [
      'Щойно вона прибуде, запишіть, що отримано.',
      'Лист можуть прочитати в дорозі, тож перевізника й маршрут показано лише у «Побратимі».',
    ],
  },
  shipment_cancelled: {
    subject: 'Відправлення до Вашого міста скасовано',
    before: (_, { city, sender }) => [
      `Місто ${sender} скасувало відправлення для міста ${city}: не чекайте на нього.`,
    ],
    after: [],
  },
  register_due: {
    subject: 'Строк звіту про гуманітарну допомогу',
    before: ({ clearedOn, dueOn, daysLeft }, { city }) => [
      `Місто ${city} ${daysLeft < 0 ? 'мало' : 'має'} до ${dayText(dueOn, 'uk')} подати до ` +
        'державного реєстру звіт про розподіл допомоги, оформленої на митниці ' +
        `${dayText(clearedOn, 'uk')}.`,
      timeLeft(daysLeft, {
        some: `Часу лишилося: ${countText(daysLeft, 'день|дні|днів|дня', 'uk')}.`,
        last: 'Це останній день.',
        none: 'Цей день минув: подайте звіт якнайшвидше.',
      }),
    ],
    after: ['Без звіту допомогу вважатимуть використаною не за призначенням.'],
  },
  goods_expire: {
    subject: 'Строк придатності допомоги у Вашому місті',
    before: ({ expiresOn, daysLeft }, { city }) => [
      `Місто ${city} зберігає допомогу, строк придатності якої ` +
        `${daysLeft < 0 ? 'сплив' : 'спливає'}: ${dayText(expiresOn, 'uk')}.`,
      daysLeft < 0
        ? 'Не роздавайте того, що вже не придатне, і запишіть, що з ним стало.'
        : 'Роздайте її вчасно й запишіть, куди вона пішла.',
    ],
    after: [],
  },
};

const EN: AllWords = {
  shipment_announced: {
    subject: 'A shipment to your city is being prepared',
    before: ({ plannedArrivalOn }, { city, sender }) => [
      `${sender} is preparing aid for ${city}.`,
      ...(plannedArrivalOn ? [`It is expected on ${dayText(plannedArrivalOn, 'en')}.`] : []),
      'This is planned so far; until it leaves the list may change:',
    ],
    after: ['What will be on the road, and when, is shown in Pobratym.'],
  },
  shipment_dispatched: {
    subject: 'Aid for your city is on the road',
    before: ({ dispatchedOn }, { city, sender }) => [
      `${sender} has sent aid to ${city} on ${dayText(dispatchedOn, 'en')}.`,
    ],
    after: [
      'As soon as it arrives, record what you have received.',
      'A mail may be read on its way, so the carrier and the route are shown in Pobratym only.',
    ],
  },
  shipment_cancelled: {
    subject: 'A shipment to your city is cancelled',
    before: (_, { city, sender }) => [
      `${sender} has cancelled a shipment to ${city}: do not wait for it.`,
    ],
    after: [],
  },
  register_due: {
    subject: 'The day by which the report on humanitarian aid is due',
    before: ({ clearedOn, dueOn, daysLeft }, { city }) => [
      `By ${dayText(dueOn, 'en')} ${city} ${daysLeft < 0 ? 'had' : 'has'} to report to the state ` +
        'register how the aid was distributed that was cleared at customs on ' +
        `${dayText(clearedOn, 'en')}.`,
      timeLeft(daysLeft, {
        some: `Time left: ${countText(daysLeft, 'day|days', 'en')}.`,
        last: 'It is the last day.',
        none: 'That day has passed: please report as soon as you can.',
      }),
    ],
    after: ['Without the report the aid counts as misused.'],
  },
  goods_expire: {
    subject: 'The last day of use of aid in your city',
    before: ({ expiresOn, daysLeft }, { city }) =>
      daysLeft < 0
        ? [
            `${city} holds aid that could be used until ${dayText(expiresOn, 'en')}.`,
            'Do not hand out what can no longer be used, and record what became of it.',
          ]
        : [
            `${city} holds aid that must be used by ${dayText(expiresOn, 'en')}.`,
            'Hand it out in time, and record where it went.',
          ],
    after: [],
  },
};

const WORDS: Record<Language, AllWords> = { uk: UK, en: EN };

/** A warning may be written late, so it does not say that there is time when there is none. */
function timeLeft(days: number, words: Record<'some' | 'last' | 'none', string>): string {
  if (days === 0) return words.last;
  return days > 0 ? words.some : words.none;
}

const FRAME = {
  uk: {
    greeting: 'Вітаємо!',
    link: 'Відкрити у «Побратимі»',
    why: 'Ви отримали цей лист, бо відповідаєте за допомогу свого міста у «Побратимі».',
    more: (count: number) => `… і ще ${countText(count, 'рядок|рядки|рядків|рядка', 'uk')}`,
  },
  en: {
    greeting: 'Good day,',
    link: 'Open in Pobratym',
    why: 'You get this mail since you answer for the aid of your city in Pobratym.',
    more: (count: number) => `… and ${countText(count, 'more line|more lines', 'en')}`,
  },
} as const;

/** Where the pages show it; a shipment in the form in which its arrival is logged. */
const PATHS: Record<NoticeSubject, (id: string) => string> = {
  shipment: () => '/deliveries/new',
  delivery: (id) => `/deliveries/${id}`,
};

/** A notice as a mail. Its subject says no city and no thing: it shows on locked screens. */
export function noticeText(notice: NoticeToTell, site: string): MailText {
  const { language, subjectKind, subjectId, data } = notice;
  const frame = FRAME[language];
  const { subject, before, after } = wordsOf(notice);
  return writeMail(language, subject, [
    frame.greeting,
    ...before,
    ...linesOf(data, notice),
    { link: `${site}${PATHS[subjectKind](subjectId)}`, words: frame.link },
    ...after,
    frame.why,
  ]);
}

function wordsOf({ kind, language, data, city, sender }: NoticeToTell) {
  // The kind and its data belong together, which the compiler cannot follow through a table.
  const words = WORDS[language][kind] as Words<NoticeKind>;
  return { ...words, before: words.before(data as never, { city, sender: sender ?? '—' }) };
}

function linesOf(data: object, { categories, language }: NoticeToTell): MailPart[] {
  const { lines = [], lineCount = 0 } = data as { lines?: NoticeLine[]; lineCount?: number };
  if (lines.length === 0) return [];
  const list = lines.map((line) => lineText(line, categories, language));
  const left = lineCount - lines.length;
  return [{ list: left > 0 ? [...list, FRAME[language].more(left)] : list }];
}

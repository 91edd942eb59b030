import type { en } from './en';
import { ofFile } from './uk-file';

const VALUE_IN_CELL = 'Саме значення у клітинці або порожня клітинка.';
const LINE = 'Об’єкт в одному рядку з полями, наприклад item і massKg.';
const NUMBER =
  'Звичайне десяткове число, наприклад 1234,5 або 1\u00a0234,5, чи порожня клітинка, якщо воно невідоме.';
const MASS =
  'Маса, більша за 0 і не більша за 1\u00a0000\u00a0000\u00a0т, наприклад 12,5, 12,5\u00a0т, 500\u00a0г або 44 фунти; без одиниці — в одиниці стовпця.';
const QUANTITY =
  'Число, більше за 0, щонайбільше з трьома знаками після коми, наприклад 20 або 2,5.';
const UNIT =
  'Одна з одиниць: штука, коробка, палета, пакунок, комплект, пара, літр, транспортний засіб, кг, т, г, фунт.';
const VALUE =
  'Сума, більша за 0, наприклад 1234,50, з валютою у стовпці currency («валюта»); порожня клітинка, якщо сума невідома.';
const PACKAGES = 'Ціле число від 1 до 1\u00a0000\u00a0000\u00a0000.';
const DAY = 'День, наприклад 2023-04-13 або 13.04.2023.';
const AS_PRECISE =
  'Дата, не менш точна, ніж указано у стовпці date_precision («точність_дати»), або інша точність.';
const CURRENCY = 'Три літери, наприклад UAH або EUR.';
const ADDRESS = 'Адреса сторінки, що починається з https:// або http://.';
const CITY = 'Назва одного міста або його id, код Wikidata, КАТОТТГ чи UN/LOCODE.';

export const uk = {
  ...ofFile,

  'column-repeated': {
    message:
      'Стовпець {column} є двічі: як «{first}» у стовпці {firstNumber} і як «{second}» у стовпці {secondNumber}.',
    expected: 'Один стовпець {column}: приберіть або перейменуйте інший.',
  },
  'column-missing': {
    message: 'Немає стовпця {column} («{ukrainian}»); у рядку заголовків є: {found}.',
    expected: 'Стовпець із заголовком «{ukrainian}» або {column}.',
  },
  'column-filing-city-missing': {
    message: 'Не вказано, чий це звіт, а стовпця reporting_city («місто») у файлі немає.',
    expected: 'Місто, вибране під час завантаження, або стовпець reporting_city («місто»).',
  },

  'row-cell-count': {
    message: 'Клітинок у рядку: {cells}, а заголовків: {wanted}.',
    expected: 'Стільки клітинок, скільки заголовків; клітинка з роздільником стоїть у лапках.',
  },
  'cell-too-long': {
    message: 'Клітинка більша за 64\u00a0КБ.',
    expected: 'Не більше ніж 64\u00a0КБ; скоротіть текст.',
  },
  'cell-nul': {
    message: 'У клітинці є нульовий байт (NUL).',
    expected: 'Текст без недрукованих знаків.',
  },
  'cell-half-character': {
    message: 'У тексті є половина символу.',
    expected: 'Текст, у якому кожен сурогат стоїть зі своєю другою половиною.',
  },
  'line-not-json': { message: 'Рядок — не JSON.', expected: LINE },
  'line-not-object': { message: 'Рядок — це JSON, але не об’єкт.', expected: LINE },
  'line-too-long': {
    message: 'Рядок довший за 2\u00a0МБ.',
    expected: 'Тексти щонайбільше по 64\u00a0КБ і кожен об’єкт в окремому рядку.',
  },
  'field-unknown': {
    message: 'Поля «{field}» у рядку бути не може.',
    expected: 'Поля, названі в описі інтерфейсу, наприклад item і massKg.',
  },
  'field-not-text': {
    message: 'У полі не текст і не число.',
    expected: 'Текст, число або null, якщо воно невідоме.',
  },
  'formula-without-value': {
    message: 'Разом із формулою у клітинці {cell} не збережено її значення.',
    expected: 'Файл, відкритий і збережений у табличному редакторі, або саме значення.',
  },
  'cell-is-error': { message: 'У клітинці {cell} помилка {error}.', expected: VALUE_IN_CELL },
  'amount-merged': {
    message: 'Клітинки {range} об’єднано, тому невідомо, скільки припадає на кожен рядок.',
    expected: 'Окремі клітинки, у кожній — кількість свого рядка.',
  },
  'item-missing': {
    message: 'Найменування не вказано.',
    expected: 'Що саме надіслано, будь-якою мовою.',
  },
  'amount-missing': {
    message: 'У рядку немає ні маси, ні кількості, ні суми.',
    expected:
      'Щонайменше одне: маса (mass_kg), кількість (quantity) з одиницею або сума (value) з валютою.',
  },

  'number-unreadable': { message: 'Значення не є числом.', expected: NUMBER },
  'number-formula': { message: 'Значення — формула, а не число.', expected: NUMBER },
  'number-negative': { message: 'Значення відʼємне.', expected: NUMBER },
  'number-signed': { message: 'Перед числом стоїть знак «+».', expected: NUMBER },
  'number-exponent': { message: 'Число записано з показником степеня.', expected: NUMBER },
  'number-range': { message: 'Значення — проміжок між двома числами.', expected: NUMBER },
  'number-separators': {
    message: 'Роздільники в числі стоять не там, де можуть.',
    expected: NUMBER,
  },
  'number-too-long': { message: 'Значення задовге для числа.', expected: NUMBER },
  'number-too-many-digits': {
    message: 'У числі більше ніж 15 цифр перед десятковою комою.',
    expected: NUMBER,
  },
  'number-two-readings': {
    message: '«{number}» можна прочитати як {whole}{fraction} або як {whole},{fraction}.',
    expected:
      '{whole}{fraction}, якщо знак розділяє тисячі, або {whole},{fraction}0, якщо він десятковий.',
  },
  'mass-unit-unknown': { message: '«{unit}» не є одиницею маси.', expected: MASS },
  'mass-zero': { message: 'Маса дорівнює нулю.', expected: MASS },
  'mass-too-small': { message: 'Маса менша за пів грама.', expected: MASS },
  'mass-too-large': { message: 'Маса більша за 1\u00a0000\u00a0000\u00a0т.', expected: MASS },
  'mass-twice': {
    message: 'Масу вказано двічі: тут {mass}, а в кількості {quantity}.',
    expected:
      'Одна маса: залиште порожньою клітинку mass_kg або quantity чи впишіть в обидві те саме.',
  },
  'quantity-suffix': { message: 'Після числа стоїть «{suffix}».', expected: QUANTITY },
  'quantity-zero': { message: 'Кількість дорівнює нулю.', expected: QUANTITY },
  'quantity-decimals': {
    message: 'У кількості більше ніж три знаки після коми.',
    expected: QUANTITY,
  },
  'quantity-too-large': {
    message: 'Кількість більша за 1\u00a0000\u00a0000\u00a0000.',
    expected: QUANTITY,
  },
  'unit-unknown': { message: 'Одиниця «{unit}» невідома.', expected: UNIT },
  'unit-twice': {
    message: 'У кількості вказано «{behind}», а у стовпці unit («одиниця») — «{unit}».',
    expected: 'Лише число, а його одиниця — у стовпці unit («одиниця»).',
  },
  'packages-suffix': { message: 'Після числа стоїть «{suffix}».', expected: PACKAGES },
  'packages-not-whole': { message: 'Кількість місць має бути цілим числом.', expected: PACKAGES },
  'packages-out-of-range': { message: 'Такої кількості місць бути не може.', expected: PACKAGES },
  'value-suffix': { message: 'Після суми стоїть «{suffix}».', expected: VALUE },
  'value-zero': { message: 'Сума дорівнює нулю.', expected: VALUE },
  'value-too-large': {
    message: 'Сума — 1\u00a0000\u00a0000\u00a0000\u00a0000 або більша.',
    expected: VALUE,
  },
  'value-missing': {
    message: 'Валюту вказано без суми.',
    expected: 'Сума, наприклад 1234,50, або порожня клітинка валюти.',
  },
  'value-decimals': {
    message: 'Забагато знаків після коми: для {currency} їх щонайбільше {decimals}.',
    expected: 'Сума, у якій їх не більше.',
  },
  'currency-missing': { message: 'Суму вказано без валюти.', expected: CURRENCY },
  'currency-not-code': { message: 'Валюту вказано не кодом.', expected: CURRENCY },
  'currency-unknown': {
    message: 'Валюти з таким кодом немає.',
    expected: 'Код за ISO 4217, наприклад EUR.',
  },

  'date-unreadable': { message: 'Дату не вдалося прочитати.', expected: DAY },
  'date-missing': { message: 'Дату не вказано.', expected: DAY },
  'date-only-month': { message: 'У даті немає дня, лише місяць.', expected: DAY },
  'date-only-year': { message: 'У даті немає дня, лише рік.', expected: DAY },
  'date-no-such-day': { message: 'Дня {day} у календарі немає.', expected: DAY },
  'date-no-such-month': { message: 'Місяця {month} у календарі немає.', expected: DAY },
  'date-two-readings': {
    message: '«{date}» можна прочитати як {european} або як {american}.',
    expected: '{european} або {american} — те, що мається на увазі.',
  },
  'date-too-early': { message: '{date} — раніше за {first}.', expected: DAY },
  'date-too-late': { message: '{date} — пізніше за сьогодні, {today}.', expected: DAY },
  'precision-unknown': {
    message: 'Точність дати невідома.',
    expected: 'Одне зі слів: день, місяць, період, невідомо; або порожня клітинка.',
  },
  'precision-of-own-report': {
    message: 'Не вказувати день може лише відкрите джерело.',
    expected: 'Точність «день» або порожня клітинка.',
  },
  'precision-without-date': {
    message: 'Точність — «{precision}», але дати не вказано.',
    expected: AS_PRECISE,
  },
  'precision-above-month': {
    message: 'Точність — «{precision}», але в даті є лише місяць.',
    expected: AS_PRECISE,
  },
  'precision-above-year': {
    message: 'Точність — «{precision}», але в даті є лише рік.',
    expected: AS_PRECISE,
  },

  'source-missing': { message: 'Джерело не вказано.', expected: ADDRESS },
  'source-not-address': { message: 'Джерело не є адресою сторінки.', expected: ADDRESS },
  'category-unknown': {
    message: 'Категорії з таким кодом або назвою немає.',
    expected: 'Код або назва з переліку категорій чи порожня клітинка.',
  },
  'partner-city-missing': {
    message: 'Не вказано міста-партнера.',
    expected: 'Назва або код міста.',
  },
  'city-missing': { message: 'Місто не вказано.', expected: CITY },
  'city-unknown': { message: 'Міста з такою назвою не знайдено.', expected: CITY },
  'city-several': {
    message: 'Таку назву мають кілька міст: {cities}.',
    expected: 'Одне з них: {cities}.',
  },
  'city-of-another-report': {
    message: 'Цей рядок про інше місто, ніж те, чий це звіт.',
    expected: '{city} або порожня клітинка.',
  },
  'reference-too-long': {
    message: 'Цей номер довший за 200 знаків.',
    expected: 'Номер щонайбільше з 200 знаків.',
  },
  'city-to-itself': {
    message: 'Місто не може надіслати допомогу саме собі.',
    expected: 'Інше місто.',
  },
  'item-too-long': {
    message: 'Найменування довше за 1000 символів.',
    expected: 'Щонайбільше 1000 символів; решта — у примітці.',
  },
  'declaration-too-long': {
    message: 'Код декларації довший за 100 символів.',
    expected: 'Лише код.',
  },
  'item-is-total': {
    message: 'Цей рядок — підсумок інших, і вони були б пораховані двічі.',
    expected: 'Лист без рядка підсумків.',
  },
  'unit-missing': { message: 'Кількість не має одиниці.', expected: UNIT },
  'mass-unconfirmed': {
    message: 'Маса перевищує 1000\u00a0т: можливо, малися на увазі тонни або грами.',
    expected: 'Маса в кілограмах або confirmLargeMass разом із файлом, якщо це справді так.',
  },
  'text-not-plain': {
    message: 'У тексті є недруковані знаки, яких не видно.',
    expected: 'Текст без недрукованих знаків.',
  },
  'packages-too-many': {
    message: 'Місць більш як 1\u00a0000\u00a0000.',
    expected: 'Ціле число від 1 до 1\u00a0000\u00a0000.',
  },
  'date-too-far': { message: '{date} — пізніше за {last}.', expected: DAY },
  'not-for-a-draft': {
    message: 'Чернетка відправлення цього не приймає: {detail}.',
    expected: 'Те, що можна ввести для відправлення вручну.',
  },
  'list-too-many-rows': {
    message: 'У пакувальному листі більше ніж 10\u00a0000 рядків.',
    expected: 'Кілька листів з меншою кількістю рядків.',
  },
  'shipment-too-many-lines': {
    message: 'У відправленні більше ніж 1000 позицій.',
    expected: 'Інший випадок або номер для того, що їде іншим відправленням.',
  },
  'city-of-another-list': {
    message: 'Цей рядок призначено іншому місту, ніж увесь лист.',
    expected: '{city} або порожня клітинка.',
  },
  'partnership-of-others': {
    message: 'Це не партнерство між {sendingCity} і {receivingCity}.',
    expected: 'Партнерство цих двох міст або жодного: тоді буде знайдено чинне.',
  },
  'case-contradictory': {
    message: 'Рядки цього випадку кажуть про різні дні або міста.',
    expected: 'Один день і одна пара міст в одному випадку.',
  },
  'no-partnership': {
    message:
      'Між {sendingCity} і {receivingCity} немає партнерства, підписаного й чинного на {day}.',
    expected: 'Місто, з яким партнерство підписано, або день, коли воно чинне.',
  },
} as const satisfies Record<keyof typeof en, { message: string; expected: string }>;

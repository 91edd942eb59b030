const TABLE = 'Таблиця з рядком заголовків і щонайменше одним рядком під ним.';
const CSV =
  'Файл CSV або книга Excel (.xlsx): один рядок заголовків і окремий рядок для кожного найменування.';
const SAVED_ANEW = 'Таблиця, збережена заново як книга Excel (.xlsx) без пароля або як CSV.';
const ONE_ENCODING = 'Увесь файл в одному кодуванні: збережіть його як UTF-8 (в Excel: CSV UTF-8).';
const QUOTING =
  'Клітинка, у якій є лапки, роздільник або новий рядок, має стояти в лапках, а лапки всередині неї треба подвоїти ("").';

/** What is wrong with a file before any of its rows is read. */
export const ofFile = {
  'file-empty': { message: 'Файл порожній.', expected: TABLE },
  'file-no-header': { message: 'У файлі немає рядка заголовків.', expected: TABLE },
  'file-no-rows': { message: 'У файлі є заголовки, але немає рядків.', expected: TABLE },
  'file-too-large': {
    message: 'Файл більший за 200\u00a0МБ.',
    expected: 'Кілька файлів, кожен не більший за 200\u00a0МБ.',
  },
  'file-too-many-rows': {
    message: 'У файлі більше ніж 1\u00a0000\u00a0000 рядків.',
    expected: 'Кілька файлів з меншою кількістю рядків.',
  },
  'file-picture': { message: 'Це зображення {format}, а не таблиця.', expected: CSV },
  'file-document': { message: 'Це документ {format}, а не таблиця.', expected: CSV },
  'file-rtf': { message: 'Це документ RTF, а не таблиця.', expected: CSV },
  'file-archive': { message: 'Це архів {format}, а не таблиця.', expected: CSV },
  'file-excel': {
    message: 'Ця книга Excel не у форматі XLSX; збережіть її як XLSX або CSV.',
    expected: CSV,
  },
  'file-old-office': {
    message:
      'Це книга Excel старого формату (.xls), книга з паролем або інший файл Microsoft Office; збережіть його як XLSX або CSV.',
    expected: CSV,
  },
  'file-password': { message: 'Файл захищено паролем.', expected: SAVED_ANEW },
  'workbook-damaged': {
    message: 'Цю книгу Excel пошкоджено, її не можна прочитати.',
    expected: SAVED_ANEW,
  },
  'workbook-swollen': {
    message:
      'Ця книга Excel розпаковується більш як у 20 разів від свого розміру або має забагато текстів.',
    expected: SAVED_ANEW,
  },
  'workbook-no-sheet': { message: 'У цій книзі Excel немає аркуша з рядками.', expected: TABLE },
  'sheet-missing': {
    message: 'У книзі немає аркуша «{sheet}»; є: {found}.',
    expected: 'Назва аркуша, як на його вкладці, або жодної — для першого.',
  },
  'sheet-row-too-long': {
    message: 'Рядок {row} аркуша довший за 2\u00a0МБ.',
    expected: 'Клітинки не довші за 64\u00a0КБ, а рядок — за 2\u00a0МБ.',
  },
  'file-opendocument': {
    message: 'Це електронна таблиця OpenDocument; збережіть її як XLSX або CSV.',
    expected: CSV,
  },
  'file-binary': { message: 'Це двійковий файл, а не текст.', expected: CSV },
  'encoding-mixed': {
    message: 'Файл починається в UTF-8, але байт {byte} — ні: змішано два кодування.',
    expected: ONE_ENCODING,
  },
  'encoding-damaged': {
    message: 'Текст прочитано як {encoding}, але його пошкоджено.',
    expected: ONE_ENCODING,
  },
  'quote-never-closed': {
    message: 'У цьому рядку лапки відкрито, але не закрито.',
    expected: 'Лапки в кінці клітинки; лапки всередині неї треба подвоїти ("").',
  },
  'quote-closed-early': { message: 'Після закритих лапок є ще текст.', expected: QUOTING },
  'quote-inside': {
    message: 'Лапки стоять на початку клітинки після пробілів.',
    expected: QUOTING,
  },
  'row-too-long': {
    message: 'Рядок довший за 2\u00a0МБ; можливо, у ньому відкрито лапки, але не закрито.',
    expected: 'Клітинки, не більші за 64\u00a0КБ, і закриті лапки скрізь, де їх відкрито.',
  },
} as const;

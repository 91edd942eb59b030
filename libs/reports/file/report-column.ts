import type { MassUnit } from './unit';

/** The columns of a report file, as STANDARDS.md §3 names them. */
export const REPORT_COLUMNS = [
  'reference',
  'date',
  'reporting_city',
  'partner_city',
  'category',
  'item',
  'quantity',
  'unit',
  'packages',
  'mass_kg',
  'value',
  'currency',
  'declaration',
  'source_url',
  'case',
  'date_precision',
  'note',
] as const;

export type ReportColumn = (typeof REPORT_COLUMNS)[number];
export type ReportSide = 'sender' | 'receiver' | 'public_source';

/**
 * Headers by column, the first English one and the first Ukrainian one being those of the standard.
 * Case, spaces and punctuation do not count. A bare «№» or "no" is left out on purpose: in most
 * tables it is the number of the row, not of a waybill.
 */
export const HEADERS: Record<ReportColumn, readonly string[]> = {
  reference: [
    ...['reference', 'номер', 'reference number', 'waybill', 'waybill number', 'cmr', 'cmr number'],
    ...['номер накладної', 'накладна', '№ накладної', 'номер cmr'],
  ],
  date: ['date', 'дата'],
  reporting_city: ['reporting_city', 'місто', 'city'],
  partner_city: ['partner_city', 'місто-партнер', 'partner', 'sister city', 'місто-побратим'],
  category: ['category', 'категорія', 'kind of aid', 'вид допомоги'],
  item: ['item', 'найменування', 'item name', 'назва', 'goods', 'description', 'опис'],
  quantity: ['quantity', 'кількість', 'qty', 'к-сть', 'кіл-сть'],
  unit: [
    ...['unit', 'одиниця', 'units', 'unit of measure', 'uom', 'од.', 'одиниці'],
    ...['одиниця виміру', 'одиниці виміру', 'од. виміру', 'од. вим.'],
  ],
  packages: ['packages', 'місць', 'number of packages', 'кількість місць', 'місця'],
  mass_kg: [
    ...['mass_kg', 'маса_кг', 'mass', 'weight_kg', 'weight', 'kg', 'mass in kg', 'weight in kg'],
    ...['маса', 'вага, кг', 'вага', 'кг', 'маса в кг', 'вага в кг'],
  ],
  value: ['value', 'вартість', 'сума'],
  currency: ['currency', 'валюта', 'currency code', 'код валюти'],
  declaration: [
    ...['declaration', 'декларація', 'declaration code', 'код декларації'],
    ...['номер декларації', 'humanitarian aid declaration', 'декларація гуманітарної допомоги'],
  ],
  source_url: ['source_url', 'джерело', 'source', 'url', 'link', 'посилання'],
  case: ['case', 'випадок', 'case id'],
  date_precision: ['date_precision', 'точність_дати'],
  note: ['note', 'примітка', 'notes', 'comment', 'comments', 'примітки', 'коментар'],
};

/** A mass column whose header names another unit than kilograms. */
export const MASS_HEADERS: Record<Exclude<MassUnit, 'kg'>, readonly string[]> = {
  t: [
    ...['mass_t', 'mass, tonnes', 'mass in tonnes', 'weight_t', 'weight, tonnes', 'tonnes'],
    ...['маса_т', 'маса, тонн', 'вага, т', 'вага, тонн', 'тонн', 'маса в тоннах', 'вага в тоннах'],
  ],
  g: ['mass_g', 'mass, grams', 'weight_g', 'weight, grams', 'маса_г', 'маса, грам', 'вага, г'],
  lb: ['mass_lb', 'mass, lbs', 'weight_lb', 'weight, lbs', 'weight, pounds', 'mass, pounds'],
};

/** The columns without which a file of the side is not a report. */
export const NEEDED_COLUMNS: Record<ReportSide, readonly ReportColumn[]> = {
  sender: ['item', 'date', 'partner_city'],
  receiver: ['item', 'date', 'partner_city'],
  public_source: ['item', 'date', 'partner_city', 'source_url'],
};

type Tags = Readonly<Record<string, ReportColumn | null>>;

const ANY_SIDE_TAGS: Tags = {
  '#date': 'date',
  '#sector': 'category',
  '#item': 'item',
  '#item+name': 'item',
  '#item+quantity': 'quantity',
  '#item+unit': 'unit',
  '#output+num+weight+kg': 'mass_kg',
  '#value': 'value',
  '#currency': 'currency',
  // Lines of one record share its id, which is what a case is; it is no waybill's number.
  '#meta+id': 'case',
  '#meta+url': 'source_url',
  '#meta+source+url': 'source_url',
  '#description': 'note',
  '#meta+comment': 'note',
};

const RECEIVER_TAGS: Tags = {
  ...ANY_SIDE_TAGS,
  '#org+receiver': 'reporting_city',
  '#org+sender': 'partner_city',
  '#date+received': 'date',
  '#date+shipped': null,
  '#output+num+weight+kg+received': 'mass_kg',
  '#output+num+weight+kg+sent': null,
};

/**
 * HXL tags with their attributes, by side: what is one's own city for the sender is the partner for
 * the receiver. Null: known, but the other side's, so the column is a note whatever its header.
 */
export const HXL_TAGS: Record<ReportSide, Tags> = {
  sender: {
    ...ANY_SIDE_TAGS,
    '#org+sender': 'reporting_city',
    '#org+receiver': 'partner_city',
    '#date+shipped': 'date',
    '#date+received': null,
    '#output+num+weight+kg+sent': 'mass_kg',
    '#output+num+weight+kg+received': null,
  },
  receiver: RECEIVER_TAGS,
  public_source: RECEIVER_TAGS,
};

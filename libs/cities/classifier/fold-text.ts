/**
 * Cuts a text into words of folded letters. The letters become small numbers (`symbols`), so that
 * the matcher is a walk through a table: 100,000 rows are classified while a file is read.
 */

/** Longer texts are read to here: goods are named in less, and a cell may hold 64 KB. */
export const TEXT_LENGTH_MAX = 1_000;

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const CYRILLIC = 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъўјљњћђџѓќѕ';
const ALPHABET = `${LATIN}0123456789${CYRILLIC}`;
/** Latin letters that are typed for Cyrillic ones of the same look, most often `i`. */
const LOOKALIKES: Record<string, string> = {
  ...{ a: 'а', c: 'с', e: 'е', i: 'і', o: 'о', p: 'р', x: 'х', y: 'у', k: 'к', m: 'м', t: 'т' },
  ...{ b: 'в', h: 'н' },
};
const PLAIN: Record<string, string> = {
  ...{ ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe', ё: 'е', ѐ: 'е', ѝ: 'и' },
};

/** 0 is a letter of no alphabet that we hold. */
export const SYMBOL_COUNT = ALPHABET.length + 1;
const FIRST_DIGIT = LATIN.length + 1;
const FIRST_CYRILLIC = FIRST_DIGIT + 10;

// What a character is, where it is no symbol.
const SPACE = 200;
const PART_END = 201;
const OPEN = 202;
const CLOSE = 203;
const APOSTROPHE = 204;
const POINT = 205;
const COMMA = 206;
const IGNORED = 207;
const TWO_LETTERS = 208;
const CURRENCY = 209;
const NOT_MET = 255;

const symbolOf = new Map([...ALPHABET].map((letter, index) => [letter, index + 1]));
const twoLetters = new Map<number, [number, number]>();
/** By UTF-16 unit; filled as units are met, as most never are. */
const classes = startClasses();
/** Any sign of money is read as the word `euro`. */
const EURO = [...'euro'].map((letter) => symbolOf.get(letter)!);
const cyrillicOf = new Uint8Array(SYMBOL_COUNT);
for (const [latin, cyrillic] of Object.entries(LOOKALIKES)) {
  cyrillicOf[symbolOf.get(latin)!] = symbolOf.get(cyrillic)!;
}

function startClasses(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(NOT_MET);
  for (const sign of ';:+/&|•·▪●–—\n\r') table[sign.charCodeAt(0)] = PART_END;
  for (const sign of '([{') table[sign.charCodeAt(0)] = OPEN;
  for (const sign of ')]}') table[sign.charCodeAt(0)] = CLOSE;
  for (const sign of "'’ʼ`´‘") table[sign.charCodeAt(0)] = APOSTROPHE;
  for (const sign of '.!?') table[sign.charCodeAt(0)] = POINT;
  for (const sign of '€$£₴') table[sign.charCodeAt(0)] = CURRENCY;
  for (const sign of ',،、') table[sign.charCodeAt(0)] = COMMA;
  return table;
}

function classOf(code: number): number {
  const known = classes[code]!;
  if (known !== NOT_MET) return known;
  const character = String.fromCharCode(code);
  if (/\p{M}|\p{Cf}/u.test(character)) classes[code] = IGNORED;
  else if (/[\p{L}\p{N}]/u.test(character)) classes[code] = letterClass(code, character);
  else classes[code] = SPACE;
  return classes[code]!;
}

function letterClass(code: number, character: string): number {
  const small = character.toLowerCase();
  const base = small.normalize('NFKD').replace(/\p{M}+/gu, '');
  const plain = PLAIN[small] ?? (/^[a-z0-9]+$/.test(base) ? base : small);
  const symbols = [...plain].map((letter) => symbolOf.get(letter) ?? 0);
  if (symbols.length === 1) return symbols[0]!;
  twoLetters.set(code, [symbols[0] ?? 0, symbols[1] ?? 0]);
  return TWO_LETTERS;
}

/** The words of a text. One instance is used again for each text; nothing is kept between them. */
export class FoldedText {
  readonly symbols = new Uint8Array(TEXT_LENGTH_MAX * 4);
  readonly starts = new Uint16Array(TEXT_LENGTH_MAX + 1);
  readonly ends = new Uint16Array(TEXT_LENGTH_MAX + 1);
  /** Which part of the text, as commas and brackets cut it, a word stands in. */
  readonly parts = new Uint16Array(TEXT_LENGTH_MAX + 1);
  /** 1 for words in brackets. */
  readonly bracketed = new Uint8Array(TEXT_LENGTH_MAX + 1);
  wordCount = 0;

  private length = 0;
  private part = 0;
  private depth = 0;
  private wordStart = 0;
  private hasLatin = false;
  private hasCyrillic = false;

  read(text: string): this {
    this.wordCount = this.length = this.part = this.depth = this.wordStart = 0;
    this.hasLatin = this.hasCyrillic = false;
    let shown = text.length > TEXT_LENGTH_MAX ? text.slice(0, TEXT_LENGTH_MAX) : text;
    // й may come as и and a mark.
    if (/[\u0300-\u036f]/.test(shown)) shown = shown.normalize('NFC');
    for (let index = 0; index < shown.length; index++) {
      const kind = classOf(shown.charCodeAt(index));
      if (kind < SPACE) this.add(kind);
      else if (kind !== IGNORED) this.readSign(kind, shown, index);
    }
    this.endWord();
    return this;
  }

  private readSign(kind: number, text: string, index: number): void {
    if (kind === TWO_LETTERS) {
      for (const symbol of twoLetters.get(text.charCodeAt(index))!) this.add(symbol);
      return;
    }
    // Ukrainian м’ясо is one word; French d’eau is two.
    if (kind === APOSTROPHE && this.hasCyrillic) return;
    if (kind === COMMA || kind === POINT) {
      const isDecimal = this.isDigit(text, index - 1) && this.isDigit(text, index + 1);
      // A point behind a short word is an abbreviation: мед. обладнання.
      const isShort = kind === POINT && this.length - this.wordStart < 5;
      this.endWord();
      if (!isDecimal && !isShort) this.part++;
      return;
    }
    this.endWord();
    if (kind === CURRENCY) {
      for (const symbol of EURO) this.add(symbol);
      this.endWord();
    } else if (kind === PART_END) this.part++;
    else if (kind === OPEN) {
      this.part++;
      this.depth++;
    } else if (kind === CLOSE) {
      this.part++;
      if (this.depth > 0) this.depth--;
    }
  }

  private isDigit(text: string, index: number): boolean {
    const code = text.charCodeAt(index);
    return code >= 48 && code <= 57;
  }

  private add(symbol: number): void {
    if (symbol >= FIRST_CYRILLIC) this.hasCyrillic = true;
    else if (symbol > 0 && symbol < FIRST_DIGIT) this.hasLatin = true;
    this.symbols[this.length++] = symbol;
  }

  private endWord(): void {
    if (this.length === this.wordStart) return;
    if (this.hasLatin && this.hasCyrillic) {
      for (let at = this.wordStart; at < this.length; at++) {
        this.symbols[at] = cyrillicOf[this.symbols[at]!] || this.symbols[at]!;
      }
    }
    this.starts[this.wordCount] = this.wordStart;
    this.ends[this.wordCount] = this.length;
    this.parts[this.wordCount] = this.part;
    this.bracketed[this.wordCount] = this.depth > 0 ? 1 : 0;
    this.wordCount++;
    this.wordStart = this.length;
    this.hasLatin = this.hasCyrillic = false;
  }
}

const ofStem = new FoldedText();

/** A stem's letters as symbols. */
export function foldStem(stem: string): Uint8Array {
  const folded = ofStem.read(stem);
  return folded.symbols.slice(0, folded.ends[folded.wordCount - 1] ?? 0);
}

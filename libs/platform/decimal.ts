/**
 * Exact decimals: a whole number of the smallest part in code and database, a decimal in JSON
 * and files. Nothing here multiplies or divides a float.
 */

/** Reads plain decimal text into its smallest parts, or null where it has more `digits` or is none. */
export function parseDecimal(text: string, digits: number): bigint | null {
  const parts = /^(-?)(\d{1,24})(?:\.(\d{1,24}))?$/.exec(text);
  if (!parts) return null;
  const [, sign, whole, fraction = ''] = parts;
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > digits) return null;
  const value = BigInt(`${whole}${kept.padEnd(digits, '0')}`);
  return sign ? -value : value;
}

/** Writes smallest parts as decimal text without trailing zeros: (12500n, 3) → "12.5". */
export function formatDecimal(value: bigint, digits: number): string {
  const sign = value < 0n ? '-' : '';
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits).replace(/0+$/, '');
  return fraction ? `${sign}${whole}.${fraction}` : `${sign}${whole}`;
}

/** A JSON number's smallest parts, or null where it is not exact within `digits` places. */
export function decimalFromJson(value: number, digits: number): bigint | null {
  // 15 significant digits are what a JSON number carries exactly.
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
  const text = String(value);
  if (text.replace(/\D/g, '').replace(/^0+/, '').length > 15) return null;
  return parseDecimal(text.includes('e') ? value.toFixed(20).replace(/0+$/, '') : text, digits);
}

/** The JSON number of smallest parts; exact up to 15 significant digits. */
export function decimalToJson(value: bigint, digits: number): number {
  return Number(formatDecimal(value, digits));
}

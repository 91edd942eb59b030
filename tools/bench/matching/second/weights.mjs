// Masses of the second generator, in hundredths of a kilogram: gross at one end, net at the other.

/** Goods and their packing, as a sender fills in a waybill. */
export function grossOf(random, { pieceKg, box }, pieces) {
  const packing = box > 1 ? 1.04 : 1.01;
  const kg = pieces * pieceKg * packing * random.pick([0.92, 1, 1, 1, 1.06, 1.15]);
  const step = random.weighted({ 1: 30, 5: 25, 10: 25, 0.5: 10, 0.1: 10 });
  const isFine = kg < Number(step) * 10;
  return Math.max(50, Math.round(isFine ? kg * 10 : kg / step) * (isFine ? 10 : step * 100));
}

/** Weighed by the receiver: nearly the same, or without the packing, 3 to 5 % less. */
export function scaled(random, centikg) {
  const isNet = random.chance(0.45);
  const share = isNet ? -random.between(0.03, 0.05) : random.between(-0.012, 0.012);
  const step = centikg >= 20_000 ? 100 : 10;
  const whole = Math.round((centikg * (1 + share)) / step) * step;
  if (whole !== centikg && Math.abs(whole / centikg - 1) <= 0.05) return whole;
  return centikg + (share > 0 ? 1 : -1) * Math.max(1, Math.round(centikg * Math.abs(share)));
}

/** To tens and hundreds of kilograms; what is round already is written in another unit → text. */
export function roughly(random, centikg) {
  const kg = centikg / 100;
  const step = kg >= 1000 ? 100 : kg >= 100 ? 10 : 1;
  const round = Math.round(kg / step) * step;
  if (round !== kg && round > 0 && kg >= 10) return random.pick([`${round}`, `${round} кг`]);
  if (kg >= 300) return `${String(Math.round(kg / 10) / 100).replace('.', ',')} т`;
  return kg < 50 ? `${Math.round(kg * 1000)} г` : `прибл. ${Math.round(kg * 2.20462)} lb`;
}

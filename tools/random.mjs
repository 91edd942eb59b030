// Numbers from a seed: the same seed, the same numbers, on each machine.

/** mulberry32 → a function that gives numbers in [0, 1). */
export function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export class Random {
  constructor(seed) {
    this.next = mulberry32(seed);
  }

  chance(share) {
    return this.next() < share;
  }

  /** A whole number, both ends included. */
  whole(min, max) {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  between(min, max) {
    return min + this.next() * (max - min);
  }

  /** As likely between 1 and 10 as between 10 and 100. */
  spread(min, max) {
    return min * (max / min) ** this.next();
  }

  pick(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  /** One of the keys of `{ key: weight }`. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    return entries.at(-1)[0];
  }

  /** `count` of the list, none twice, in a new order. */
  sample(list, count = list.length) {
    const rest = [...list];
    const size = Math.min(count, rest.length);
    for (let n = 0; n < size; n += 1) {
      const from = this.whole(n, rest.length - 1);
      [rest[n], rest[from]] = [rest[from], rest[n]];
    }
    return rest.slice(0, size);
  }
}

/** The place of the first that is not below a limit, in an ascending list; its length if all are. */
export function firstFrom<T>(
  ascending: ArrayLike<T>,
  of: (item: T) => number,
  limit: number,
): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(ascending[middle]!) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * SQL for "the asker may see this record": one of its city columns is among their cities, or it is
 * published. `cities` is the place of {@link citiesWhereMay}'s answer: `$3`, `:cities`.
 */
export const isVisible = (columns: string[], isPublished: string, cities: string): string => {
  const list = `cast(${cities} as text[])`;
  const own = columns.map((column) => `${column} = any(${list})`).join(' or ');
  return `(${isPublished} or ${list} is null or ${own})`;
};

import type { uk } from './uk';

/** Plural forms that Ukrainian has and English has not. */
type UkrainianPlural = `${string}_few` | `${string}_many`;

/** The same keys in another language: one that is missing, or one too many, fails the type check. */
export type CatalogueLike<T> = {
  [K in keyof T as K extends UkrainianPlural ? never : K]: T[K] extends string
    ? string
    : CatalogueLike<T[K]>;
};

export type EnglishCatalogue = CatalogueLike<typeof uk>;

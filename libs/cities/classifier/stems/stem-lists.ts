import { bg } from './bg';
import { cs } from './cs';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import { et } from './et';
import { fr } from './fr';
import { hu } from './hu';
import { it } from './it';
import { lt } from './lt';
import { lv } from './lv';
import { nl } from './nl';
import { nordic } from './nordic';
import { pl } from './pl';
import { ro } from './ro';
import { ru } from './ru';
import { sk } from './sk';
import { StemList } from './stem-list';
import { uk } from './uk';

/** In the order of how much aid is described in each language. */
export const STEM_LISTS: StemList[] = [
  ...[uk, ru, pl, de, en, sk, cs, fr, ro, lt, lv, hu, et, es, it, nl, nordic, bg],
];

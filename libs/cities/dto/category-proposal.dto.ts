import {
  CityIdField,
  gramsToKg,
  quantityToJson,
  Shown,
  ShownOrNull,
  TextField,
} from '@pobratym/platform';
import { UNITS_OF_COUNT } from '../classifier/amount-words';
import { CATEGORY_CODES } from '../classifier/category-code';
import { CategoryProposal } from '../classifier/propose-category';
import { readAmounts } from '../classifier/read-amounts';

const FLAGS = ['category_unsure', 'category_mixed', 'category_remembered', 'amount_ambiguous'];

export class CategoryProposalQuery {
  @TextField(1000, { description: 'goods in any language', example: '37 генераторів' })
  item!: string;

  @CityIdField({ optional: true, description: 'city whose earlier choices count first' })
  city?: string;
}

export class CategoryProposalDto {
  @Shown({ enum: CATEGORY_CODES }) category!: string;
  @Shown({ enum: FLAGS, isArray: true }) flags!: string[];
  @Shown({ description: 'a person has called the same goods so' }) isRemembered!: boolean;
  @ShownOrNull('number', { description: 'null: not said, or not clearly' })
  massKg!: number | null;
  @ShownOrNull('number', { description: 'null: not said, or not clearly' })
  quantity!: number | null;
  @ShownOrNull('string', { enum: [...UNITS_OF_COUNT, null], description: 'of the quantity' })
  unit!: string | null;
  @Shown({ description: 'the text itself calls its amounts rough' }) isApproximate!: boolean;

  static of(item: string, { category, flags }: CategoryProposal): CategoryProposalDto {
    const { massGrams, quantityMilli, unit, isApproximate, isAmbiguous } = readAmounts(item);
    return {
      category,
      flags: [...flags, ...(isAmbiguous ? ['amount_ambiguous'] : [])],
      isRemembered: flags.includes('category_remembered'),
      massKg: massGrams === null ? null : gramsToKg(massGrams),
      quantity: quantityMilli === null ? null : quantityToJson(quantityMilli),
      unit,
      isApproximate,
    };
  }
}

import { useTranslation } from 'react-i18next';
import type { DeliveryLine } from '../api/client';

const KNOWN_FLAGS = [
  'category_unsure',
  'category_mixed',
  'unit_unknown',
  'city_unknown',
  'several_cities',
] as const;

/** What a reader must know before trusting a line: in words, never by colour alone. */
export function LineMarks({ line }: { line: DeliveryLine }) {
  const { t } = useTranslation();
  const marks = line.flags.map((flag) => {
    const known = KNOWN_FLAGS.find((one) => one === flag);
    return known ? t(`flag.${known}`) : flag;
  });
  if (line.isCategoryProposed && !line.flags.includes('category_unsure')) {
    marks.push(t('deliveries.proposed'));
  }
  return marks.map((mark) => (
    <span key={mark} className="mark">
      {mark}
    </span>
  ));
}

import { useTranslation } from 'react-i18next';
import { massText } from '../mass';
import { NoData } from './no-data';

/** A mass; unknown as a hatched dash. */
export function Mass({ kg }: { kg: number | null }) {
  const { t, i18n } = useTranslation();
  return kg === null ? <NoData why="mass" /> : <>{massText(kg, t, i18n.language)}</>;
}

import { useTranslation } from 'react-i18next';

/** Unknown is hatched and bears a dash, never 0; a screen reader hears the words. */
export function NoData({ why = 'cell' }: { why?: 'cell' | 'mass' }) {
  const { t } = useTranslation();
  const words = t(`noData.${why}`);
  return (
    <span className="no-data" title={words}>
      <span aria-hidden="true">—</span>
      <span className="unseen">{words}</span>
    </span>
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** Across the page wherever something invented stands on it. */
export function SampleBand({ toReal }: { toReal?: string }) {
  const { t } = useTranslation();
  return (
    <aside className="sample-band" aria-label={t('sample.band')}>
      <p>
        <strong>{t('sample.band')}.</strong> {t('sample.explain')}{' '}
        {toReal !== undefined && <Link to={toReal}>{t('sample.toReal')}</Link>}
      </p>
    </aside>
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.what')}</p>
      <p>
        <Link to={paths.statistics()}>{t('notFound.toStatistics')}</Link>
      </p>
    </>
  );
}

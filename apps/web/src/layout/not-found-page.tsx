import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Heading } from './heading';
import { paths } from '../paths';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <>
      <Heading>{t('notFound.title')}</Heading>
      <p>{t('notFound.what')}</p>
      <p>
        <Link to={paths.statistics()}>{t('notFound.toStatistics')}</Link>
      </p>
    </>
  );
}

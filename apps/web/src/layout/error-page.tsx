import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { Heading } from './heading';
import { problemInWords } from '../api/problem';
import { paths } from '../paths';

/** The last net: what no page has caught is said in a plain sentence, with a way out. */
export function ErrorPage() {
  const { t } = useTranslation();
  const { title, detail } = problemInWords(useRouteError(), t);
  return (
    <>
      <Heading>{title}</Heading>
      <p>{detail}</p>
      <p>
        <a href={paths.statistics()}>{t('notFound.toStatistics')}</a>
      </p>
    </>
  );
}

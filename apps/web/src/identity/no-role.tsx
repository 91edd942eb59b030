import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Heading } from '../layout/heading';
import { paths } from '../paths';
import type { Role } from './session';

/** Whoever comes by an address to what their roles do not let them do. */
export function NoRole({ role }: { role: Role }) {
  const { t } = useTranslation();
  return (
    <>
      <Heading>{t('noRole.title')}</Heading>
      <p>{t('noRole.what', { role: t(`role.${role}`) })}</p>
      <p>
        <Link to={paths.account()}>{t('noRole.own')}</Link>
      </p>
    </>
  );
}

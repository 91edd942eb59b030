import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, ScrollRestoration } from 'react-router';
import { hasRole, mayEver, useSession } from '../identity/session';
import { paths } from '../paths';
import { AccountMenu } from './account-menu';
import { LanguageSwitch } from './language-switch';
import { SchemeSwitch } from './scheme-switch';

/** What stands around every page: skip link, header, footer. */
export function Layout() {
  const { t } = useTranslation();
  return (
    <>
      <a className="skip" href="#main">
        {t('nav.skip')}
      </a>
      <header className="header">
        <div className="header-inner">
          <NavLink to={paths.statistics()} className="product" end>
            <span lang="uk">Побратим</span>
            <span aria-hidden="true"> / </span>
            <span lang="en">Pobratym</span>
          </NavLink>
          <div className="switches">
            <LanguageSwitch />
            <SchemeSwitch />
          </div>
          <AccountMenu />
          <Navigation />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="main">
        <Outlet />
      </main>
      <footer className="footer" aria-label={t('footer.label')}>
        <p>
          {t('footer.places')} {t('footer.names')} {t('footer.codes')}
        </p>
        <p>
          <a href={paths.apiDocs()}>{t('nav.api')}</a>
        </p>
      </footer>
      <ScrollRestoration />
    </>
  );
}

/** What this person may do; what they have no role for is not offered. */
function Navigation() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <nav aria-label={t('nav.label')} className="nav">
      <NavLink to={paths.statistics()} end>
        {t('nav.statistics')}
      </NavLink>
      <NavLink to={paths.partnerships()}>{t('nav.partnerships')}</NavLink>
      {hasRole(session, 'coordinator', 'administrator', 'researcher', 'steward') && (
        <NavLink to={paths.reports()} end>
          {t('nav.reports')}
        </NavLink>
      )}
      {mayEver(session, 'delivery.record') && (
        <NavLink to={paths.logDelivery()}>{t('nav.logDelivery')}</NavLink>
      )}
      {(mayEver(session, 'report.file') || mayEver(session, 'source.file')) && (
        <NavLink to={paths.uploadReport()}>{t('nav.uploadReport')}</NavLink>
      )}
    </nav>
  );
}

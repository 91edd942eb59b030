import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { answer, api } from '../api/client';
import { problemInWords } from '../api/problem';
import { mayEver, useSession } from '../identity/session';
import { paths } from '../paths';
import { forgetAllKept } from './use-kept';

/** Who is signed in, with what belongs to them; else the way in. */
export function AccountMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const { pathname, search, hash } = useLocation();
  if (!session) return <span className="account-place" />;
  if (session.person === null) {
    const next = pathname === paths.signIn(undefined) ? undefined : pathname + search + hash;
    return (
      <Link className="account-link" to={paths.signIn(next)}>
        {t('session.signIn')}
      </Link>
    );
  }
  return <Menu key={pathname} name={session.person.name} />;
}

function Menu({ name }: { name: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const box = useRef<HTMLDetailsElement>(null);
  const [isOpen, setOpen] = useState(false);
  const signOut = useMutation({ mutationFn: leave });

  useEffect(() => {
    if (!isOpen) return undefined;
    const closeOutside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      box.current?.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    document.addEventListener('keydown', closeByKey);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
      document.removeEventListener('keydown', closeByKey);
    };
  }, [isOpen]);

  return (
    <details
      ref={box}
      className="account-menu"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{name}</summary>
      <ul>
        <li>
          <Link to={paths.account()}>{t('session.account')}</Link>
        </li>
        {mayEver(session, 'user.manage') && (
          <li>
            <Link to={paths.people()}>{t('session.people')}</Link>
          </li>
        )}
        {mayEver(session, 'audit.read') && (
          <li>
            <Link to={paths.audit()}>{t('session.audit')}</Link>
          </li>
        )}
        {mayEver(session, 'queue.watch') && (
          <li>
            <Link to={paths.queues()}>{t('session.queues')}</Link>
          </li>
        )}
        {mayEver(session, 'tie.import') && (
          <li>
            <Link to={paths.importTies()}>{t('session.importTies')}</Link>
          </li>
        )}
        <li>
          <button type="button" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
            {t('session.signOut')}
          </button>
          {signOut.isError && (
            <p role="alert" className="field-error">
              {problemInWords(signOut.error, t).title}
            </p>
          )}
        </li>
      </ul>
    </details>
  );
}

/** The pages begin anew, so that nothing of the person stays in their memory. */
async function leave(): Promise<void> {
  await answer(api.DELETE('/api/v1/session'));
  forgetAllKept();
  window.location.assign(paths.statistics());
}

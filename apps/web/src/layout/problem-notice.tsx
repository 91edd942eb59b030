import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { isInOwnWords, problemInWords } from '../api/problem';
import { asksToSignIn } from '../identity/session';
import { paths } from '../paths';

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** Of a form: it was sent from its foot, and the notice stands at its head. */
  takesFocus?: boolean;
  children?: ReactNode;
}

/** A problem said where it happened, with what to do about it. */
export function ProblemNotice({ error, onRetry, takesFocus = false, children }: Props) {
  const { t } = useTranslation();
  const { title, detail } = problemInWords(error, t);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus, error]);
  return (
    <div ref={box} tabIndex={-1} role="alert" className="notice notice-problem">
      <h2>{title}</h2>
      {/* What the API adds is English. */}
      {detail && <p lang={isInOwnWords(error) ? undefined : 'en'}>{detail}</p>}
      {children}
      {asksToSignIn(error) && <SignInAgain />}
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {t('problem.retry')}
        </Button>
      )}
    </div>
  );
}

/** Back to this very page afterwards, where what was typed is still kept. */
function SignInAgain() {
  const { t } = useTranslation();
  const { pathname, search, hash } = useLocation();
  return (
    <p>
      <Link to={paths.signIn(pathname + search + hash)}>{t('session.signIn')}</Link>
    </p>
  );
}

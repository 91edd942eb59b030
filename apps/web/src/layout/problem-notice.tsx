import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError, problemInWords } from '../api/problem';

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
      {detail && (
        <p lang={error instanceof ProblemError && !isOurs(error) ? 'en' : undefined}>{detail}</p>
      )}
      {children}
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {t('problem.retry')}
        </Button>
      )}
    </div>
  );
}

/** From 500 on the words are ours, in the reader's language. */
function isOurs(error: ProblemError): boolean {
  return error.problem.status >= 500;
}

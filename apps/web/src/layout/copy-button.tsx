import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Copies a text that is shown once. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = () =>
    // Without TLS, other than on the loopback, a browser has no clipboard for pages.
    (navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  return (
    <>
      <Button variant="default" onClick={() => void copy()}>
        {t('copy.copy')}
      </Button>{' '}
      <span role="status">{state !== 'idle' && t(`copy.${state}`)}</span>
    </>
  );
}

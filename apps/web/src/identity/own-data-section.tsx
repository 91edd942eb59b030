import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Account, answer, api } from '../api/client';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { PasswordField } from '../layout/password-field';
import { forgetAllKept } from '../layout/use-kept';
import { paths } from '../paths';

/** What is held of a person, to take away or to have erased. */
export function OwnDataSection({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [isErasing, setErasing] = useState(false);
  return (
    <section aria-labelledby="own-data">
      <h2 id="own-data">{t('ownData.title')}</h2>
      <p className="downloads">
        <a href={paths.ownData()} download>
          {t('ownData.download')}
        </a>
      </p>
      {isErasing ? (
        <EraseForm account={account} onCancel={() => setErasing(false)} />
      ) : (
        <Button variant="default" onClick={() => setErasing(true)}>
          {t('ownData.erase')}
        </Button>
      )}
    </section>
  );
}

function EraseForm({ account, onCancel }: { account: Account; onCancel: () => void }) {
  const { t } = useTranslation();
  const form = useFormErrors('erase-');
  const [password, setPassword] = useState('');
  const erase = useMutation({
    mutationFn: async () => {
      await answer(api.POST('/api/v1/users/me/erasure', { body: { password } }));
      forgetAllKept();
      window.location.assign(paths.statistics());
    },
    onError: form.showRefusal,
  });
  const submit = () => {
    erase.reset();
    const isEmpty = password === '';
    if (form.show(isEmpty ? [{ pointer: '/password', message: t('need.password') }] : [])) {
      erase.mutate();
    }
  };
  return (
    <form
      className="notice notice-problem"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{t('ownData.eraseTitle')}</h3>
      <ul>
        <li>{t('ownData.eraseGone', { email: account.email })}</li>
        <li>{t('ownData.eraseStays')}</li>
        <li>{t('ownData.eraseFinal')}</li>
      </ul>
      {account.hasPassword ? (
        <>
          <FormErrors form={form} error={erase.error} />
          <PasswordField
            id={form.id('/password')}
            label={t('myAccount.currentPassword')}
            autoComplete="current-password"
            value={password}
            error={form.at('/password')}
            onChange={setPassword}
          />
          <div className="actions">
            <Button type="submit" color="red" loading={erase.isPending}>
              {t('ownData.eraseYes')}
            </Button>
            <Button variant="default" onClick={onCancel}>
              {t('myAccount.no')}
            </Button>
          </div>
        </>
      ) : (
        <p>
          {t('ownData.noPassword')}{' '}
          <Link to={paths.forgotPassword()}>{t('myAccount.askPassword')}</Link>
        </p>
      )}
    </form>
  );
}

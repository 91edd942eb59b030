import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Account, answer, api } from '../api/client';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { PasswordField } from '../layout/password-field';
import { paths } from '../paths';
import { ownSessionsQuery } from './queries';

/** A new password ends every other session: whoever knew the old one is out. */
export function PasswordSection({ account }: { account: Account }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="password">
      <h2 id="password">{t('myAccount.password')}</h2>
      {account.hasPassword ? (
        <PasswordForm email={account.email} />
      ) : (
        <p>
          {t('myAccount.noPassword')}{' '}
          <Link to={paths.forgotPassword()}>{t('myAccount.askPassword')}</Link>
        </p>
      )}
    </section>
  );
}

function PasswordForm({ email }: { email: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useFormErrors('password-');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => answer(api.PUT('/api/v1/users/me/password', { body: { current, next } })),
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      await queries.invalidateQueries({ queryKey: ownSessionsQuery().queryKey });
    },
    onError: form.showRefusal,
  });
  const submit = () => {
    change.reset();
    const found = [
      ...(current === '' ? [{ pointer: '/current', message: t('need.password') }] : []),
      ...(next === '' ? [{ pointer: '/next', message: t('need.newPassword') }] : []),
    ];
    if (form.show(found)) change.mutate();
  };
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FormErrors form={form} error={change.error} />
      <fieldset className="pair pair-stacked">
        <input
          className="unseen"
          type="text"
          autoComplete="username"
          aria-hidden="true"
          tabIndex={-1}
          value={email}
          readOnly
        />
        <PasswordField
          id={form.id('/current')}
          label={t('myAccount.currentPassword')}
          autoComplete="current-password"
          value={current}
          error={form.at('/current')}
          onChange={setCurrent}
        />
        <PasswordField
          id={form.id('/next')}
          label={t('letter.newPassword')}
          description={t('letter.passwordHint')}
          autoComplete="new-password"
          value={next}
          error={form.at('/next')}
          onChange={setNext}
        />
      </fieldset>
      <div className="actions">
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('myAccount.changePassword')}
        </Button>
        <span role="status">{change.isSuccess && t('myAccount.passwordChanged')}</span>
      </div>
    </form>
  );
}

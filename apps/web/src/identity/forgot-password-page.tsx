import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../api/client';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { Heading } from '../layout/heading';
import { paths } from '../paths';

/** The answer is always the same: it tells nobody whose address has an account here. */
export function Component() {
  const { t } = useTranslation();
  const form = useFormErrors();
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/session/password-reset', { body: { email: email.trim() } })),
    onError: form.showRefusal,
  });
  const submit = () => {
    ask.reset();
    const isEmpty = email.trim() === '';
    if (form.show(isEmpty ? [{ pointer: '/email', message: t('need.email') }] : [])) ask.mutate();
  };

  if (ask.isSuccess) {
    return (
      <>
        <Heading>{t('forgot.sentTitle')}</Heading>
        <div role="status">
          <p>{t('forgot.sent', { email: email.trim() })}</p>
          <p>{t('forgot.sentHint')}</p>
        </div>
        <p>
          <Link to={paths.signIn()}>{t('forgot.toSignIn')}</Link>
        </p>
      </>
    );
  }
  return (
    <form
      className="form form-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="back">
        <Link to={paths.signIn()}>‹ {t('signIn.title')}</Link>
      </p>
      <Heading>{t('forgot.title')}</Heading>
      <p>{t('forgot.intro')}</p>
      <FormErrors form={form} error={ask.error} />
      <fieldset>
        <TextInput
          id={form.id('/email')}
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          spellCheck={false}
          value={email}
          error={form.at('/email')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </fieldset>
      <div className="submit">
        <Button type="submit" size="lg" loading={ask.isPending}>
          {t('forgot.submit')}
        </Button>
      </div>
    </form>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useSearchParams } from 'react-router';
import { answer, api, type Session } from '../api/client';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { Heading } from '../layout/heading';
import { PageSkeleton } from '../layout/page-skeleton';
import { PasswordField } from '../layout/password-field';
import { ProblemNotice } from '../layout/problem-notice';
import { paths } from '../paths';
import { nextPath } from './next-path';
import { providersQuery } from './queries';
import { sessionQuery, takeOnSession } from './session';

/** E-mail and password, then the second factor, then back to where one wanted to go. */
export function Component() {
  const [search] = useSearchParams();
  const session = useQuery(sessionQuery());
  if (session.isPending) return <PageSkeleton />;
  if (session.isError && !session.data) {
    return <ProblemNotice error={session.error} onRetry={() => void session.refetch()} />;
  }
  switch (session.data.state) {
    case 'whole':
      return <Navigate to={nextPath(search.get('next'), window.location.origin)} replace />;
    case 'enrolment':
      return <Navigate to={paths.secondFactor()} replace />;
    case 'second_factor':
      return <CodeForm />;
    default:
      return <CredentialsForm problem={search.get('problem')} />;
  }
}

/** Why a city's own service has let nobody in, as far as something can be done about it. */
const PROVIDER_FAULTS = ['provider-away', 'provider-email', 'provider-no-account'] as const;

function CredentialsForm({ problem }: { problem: string | null }) {
  const { t } = useTranslation();
  const form = useFormErrors();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useSignIn(form.showRefusal, () =>
    answer(api.POST('/api/v1/session', { body: { email: email.trim(), password } })),
  );
  const submit = () => {
    signIn.reset();
    const found = [
      ...(email.trim() === '' ? [{ pointer: '/email', message: t('need.email') }] : []),
      ...(password === '' ? [{ pointer: '/password', message: t('need.password') }] : []),
    ];
    if (form.show(found)) signIn.mutate();
  };
  return (
    <form
      className="form form-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Heading>{t('signIn.title')}</Heading>
      {problem !== null && !signIn.isError && (
        <div role="alert" className="notice notice-problem">
          <h2>{t('signIn.providerFailed')}</h2>
          <p>
            {t(`signIn.providerFault.${PROVIDER_FAULTS.find((one) => one === problem) ?? 'other'}`)}
          </p>
        </div>
      )}
      <FormErrors form={form} error={signIn.error} />
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
        <PasswordField
          id={form.id('/password')}
          label={t('signIn.password')}
          autoComplete="current-password"
          value={password}
          error={form.at('/password')}
          onChange={setPassword}
        />
      </fieldset>
      <div className="submit">
        <Button type="submit" size="lg" loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
        <Link to={paths.forgotPassword()}>{t('signIn.forgot')}</Link>
      </div>
      <Providers />
      <p className="dim">{t('signIn.noAccount')}</p>
    </form>
  );
}

/** Cities that let their people in by a service of their own. */
function Providers() {
  const { t } = useTranslation();
  const providers = useQuery(providersQuery());
  const items = providers.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="providers">
      <h2>{t('signIn.orBy')}</h2>
      {items.map(({ id, name }) => (
        <Button key={id} variant="default" component="a" href={paths.startProvider(id)}>
          {t('signIn.by', { provider: name })}
        </Button>
      ))}
    </section>
  );
}

function CodeForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useFormErrors();
  const [code, setCode] = useState('');
  const passCode = useSignIn(form.showRefusal, () =>
    answer(api.POST('/api/v1/session/second-factor', { body: { code: code.trim() } })),
  );
  const startOver = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/session')),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionQuery().queryKey }),
  });
  const submit = () => {
    passCode.reset();
    const isEmpty = code.trim() === '';
    if (form.show(isEmpty ? [{ pointer: '/code', message: t('need.code') }] : [])) {
      passCode.mutate();
    }
  };
  return (
    <form
      className="form form-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Heading>{t('signIn.codeTitle')}</Heading>
      <FormErrors form={form} error={passCode.error ?? startOver.error} />
      <fieldset>
        <TextInput
          id={form.id('/code')}
          label={t('signIn.code')}
          description={t('signIn.codeHint')}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          value={code}
          error={form.at('/code')}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </fieldset>
      <div className="submit">
        <Button type="submit" size="lg" loading={passCode.isPending}>
          {t('signIn.codeSubmit')}
        </Button>
        <Button variant="subtle" loading={startOver.isPending} onClick={() => startOver.mutate()}>
          {t('signIn.startOver')}
        </Button>
      </div>
    </form>
  );
}

function useSignIn(onRefusal: (error: unknown) => void, ask: () => Promise<Session>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: (session) => takeOnSession(queries, session),
    onError: (error) => {
      onRefusal(error);
      // The code was awaited too long, or in another tab it has been given.
      void queries.invalidateQueries({ queryKey: sessionQuery().queryKey });
    },
  });
}

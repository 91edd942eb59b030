import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { answer, api, type Letter } from '../api/client';
import { ProblemError } from '../api/problem';
import { adoptLanguage } from '../i18n';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { Heading } from '../layout/heading';
import { PageSkeleton } from '../layout/page-skeleton';
import { PasswordField } from '../layout/password-field';
import { ProblemNotice } from '../layout/problem-notice';
import { paths } from '../paths';
import { letterQuery } from './queries';

/** Where the link of a letter leads: an invitation is accepted, or a new password set. */
export function Component() {
  const { letter = '' } = useParams();
  const look = useQuery(letterQuery(letter));
  if (look.isPending) return <PageSkeleton />;
  if (look.isError && isSpent(look.error)) return <SpentLetter />;
  if (look.isError) {
    return <ProblemNotice error={look.error} onRetry={() => void look.refetch()} />;
  }
  return <PasswordForm letter={letter} told={look.data} />;
}

function SpentLetter() {
  const { t } = useTranslation();
  return (
    <>
      <Heading>{t('letter.spentTitle')}</Heading>
      <p>{t('letter.spent')}</p>
      <p className="actions">
        <Link to={paths.signIn()}>{t('signIn.title')}</Link>
        <Link to={paths.forgotPassword()}>{t('signIn.forgot')}</Link>
      </p>
    </>
  );
}

function PasswordForm({ letter, told }: { letter: string; told: Letter }) {
  const { t } = useTranslation();
  const form = useFormErrors();
  const [name, setName] = useState(told.name);
  const [password, setPassword] = useState('');
  const isInvitation = told.kind === 'invitation';
  useEffect(() => adoptLanguage(told.language), [told.language]);

  const use = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/session/letters/use', {
          body: { letter, password, ...(isInvitation && { name: name.trim() }) },
        }),
      ),
    onError: form.showRefusal,
  });
  const submit = () => {
    use.reset();
    const found = [
      ...(isInvitation && name.trim() === ''
        ? [{ pointer: '/name', message: t('need.name') }]
        : []),
      ...(password === '' ? [{ pointer: '/password', message: t('need.newPassword') }] : []),
    ];
    if (form.show(found)) use.mutate();
  };

  if (use.isSuccess) {
    return (
      <>
        <Heading>{t(isInvitation ? 'letter.acceptedTitle' : 'letter.setTitle')}</Heading>
        <p role="status">{t('letter.nowSignIn', { email: told.email })}</p>
        <p>
          <Button component={Link} to={paths.signIn()}>
            {t('signIn.submit')}
          </Button>
        </p>
      </>
    );
  }
  if (use.isError && isSpent(use.error)) return <SpentLetter />;
  return (
    <form
      className="form form-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Heading>{t(isInvitation ? 'letter.invitationTitle' : 'letter.resetTitle')}</Heading>
      <p>
        {t(isInvitation ? 'letter.invitationFor' : 'letter.resetFor')} <strong>{told.email}</strong>
      </p>
      <FormErrors form={form} error={use.error} />
      <fieldset>
        {isInvitation && (
          <TextInput
            id={form.id('/name')}
            label={t('myAccount.name')}
            autoComplete="name"
            maxLength={200}
            value={name}
            error={form.at('/name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        {/* So that the browser keeps the password with its account. */}
        <input
          className="unseen"
          type="text"
          autoComplete="username"
          aria-hidden="true"
          tabIndex={-1}
          value={told.email}
          readOnly
        />
        <PasswordField
          id={form.id('/password')}
          label={t('letter.newPassword')}
          description={t('letter.passwordHint')}
          autoComplete="new-password"
          value={password}
          error={form.at('/password')}
          onChange={setPassword}
        />
      </fieldset>
      <div className="submit">
        <Button type="submit" size="lg" loading={use.isPending}>
          {t(isInvitation ? 'letter.accept' : 'letter.set')}
        </Button>
      </div>
    </form>
  );
}

/** Used before, too old, taken back or never sent: not told apart. */
function isSpent(error: unknown): boolean {
  return error instanceof ProblemError && [404, 409, 410].includes(error.problem.status);
}

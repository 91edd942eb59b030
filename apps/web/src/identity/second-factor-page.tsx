import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../api/client';
import { CopyButton } from '../layout/copy-button';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { Heading } from '../layout/heading';
import { PasswordField } from '../layout/password-field';
import { ProblemNotice } from '../layout/problem-notice';
import { paths } from '../paths';
import { QrCode } from './qr-code';
import { accountQuery } from './queries';
import { sessionQuery, useSession } from './session';

/** A code of the telephone beside the password: set up, taken away, its recovery codes made anew. */
export function Component() {
  const { t } = useTranslation();
  const session = useSession();
  const [codes, setCodes] = useState<string[] | null>(null);
  const isRequired = session?.state === 'enrolment';
  return (
    <>
      {!isRequired && (
        <p className="back">
          <Link to={paths.account()}>‹ {t('myAccount.title')}</Link>
        </p>
      )}
      <Heading>{t('secondFactor.title')}</Heading>
      {codes !== null ? (
        <RecoveryCodes codes={codes} />
      ) : session?.hasSecondFactor ? (
        <>
          <RenewForm onRenewed={setCodes} />
          <RemoveForm />
        </>
      ) : (
        <SetUp isRequired={isRequired} onConfirmed={setCodes} />
      )}
    </>
  );
}

interface SetUpProps {
  isRequired: boolean;
  onConfirmed: (recoveryCodes: string[]) => void;
}

function SetUp({ isRequired, onConfirmed }: SetUpProps) {
  const { t } = useTranslation();
  const setUp = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/users/me/second-factor')),
  });
  if (setUp.data) return <ConfirmForm {...setUp.data} onConfirmed={onConfirmed} />;
  return (
    <>
      {isRequired && (
        <div className="notice">
          <p>{t('secondFactor.required')}</p>
        </div>
      )}
      <p>{t('secondFactor.what')}</p>
      {setUp.isError && <ProblemNotice error={setUp.error} />}
      <div className="submit">
        <Button size="lg" loading={setUp.isPending} onClick={() => setUp.mutate()}>
          {t('secondFactor.begin')}
        </Button>
      </div>
    </>
  );
}

interface ConfirmProps extends Pick<SetUpProps, 'onConfirmed'> {
  secret: string;
  otpauthUrl: string;
}

function ConfirmForm({ secret, otpauthUrl, onConfirmed }: ConfirmProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useFormErrors();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/users/me/second-factor/confirmation', { body: { code: code.trim() } }),
      ),
    onSuccess: async ({ recoveryCodes }) => {
      onConfirmed(recoveryCodes);
      await queries.invalidateQueries({ queryKey: sessionQuery().queryKey });
      await queries.invalidateQueries({ queryKey: accountQuery().queryKey });
    },
    onError: form.showRefusal,
  });
  const submit = () => {
    confirm.reset();
    const isEmpty = code.trim() === '';
    if (form.show(isEmpty ? [{ pointer: '/code', message: t('need.code') }] : [])) {
      confirm.mutate();
    }
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
      <FormErrors form={form} error={confirm.error} />
      <ol>
        <li>{t('secondFactor.scan')}</li>
        <li>{t('secondFactor.typeCode')}</li>
      </ol>
      <QrCode text={otpauthUrl} label={t('secondFactor.square')} />
      <p className="dim">{t('secondFactor.orType')}</p>
      <p>
        <code className="secret">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <CopyButton text={secret} />
      <fieldset>
        <TextInput
          id={form.id('/code')}
          label={t('signIn.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          error={form.at('/code')}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </fieldset>
      <div className="submit">
        <Button type="submit" size="lg" loading={confirm.isPending}>
          {t('secondFactor.confirm')}
        </Button>
      </div>
    </form>
  );
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="notice notice-settled" role="status">
        <h2>{t('secondFactor.done')}</h2>
        <p>{t('secondFactor.codesOnce')}</p>
      </div>
      <h2 id="codes">{t('secondFactor.codes')}</h2>
      <ul className="codes" aria-labelledby="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <CopyButton text={codes.join('\n')} />{' '}
        <Button variant="default" onClick={() => window.print()}>
          {t('copy.print')}
        </Button>
      </p>
      <div className="submit">
        <Button component={Link} size="lg" to={paths.account()}>
          {t('secondFactor.kept')}
        </Button>
      </div>
    </>
  );
}

function RenewForm({ onRenewed }: { onRenewed: (recoveryCodes: string[]) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useFormErrors();
  const [code, setCode] = useState('');
  const renew = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/users/me/recovery-codes', { body: { code: code.trim() } })),
    onSuccess: async ({ recoveryCodes }) => {
      onRenewed(recoveryCodes);
      await queries.invalidateQueries({ queryKey: accountQuery().queryKey });
    },
    onError: form.showRefusal,
  });
  const submit = () => {
    renew.reset();
    const isEmpty = code.trim() === '';
    if (form.show(isEmpty ? [{ pointer: '/code', message: t('need.code') }] : [])) renew.mutate();
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
      <h2>{t('secondFactor.newCodes')}</h2>
      <p>{t('secondFactor.newCodesWhat')}</p>
      <FormErrors form={form} error={renew.error} />
      <TextInput
        id={form.id('/code')}
        label={t('signIn.code')}
        autoComplete="one-time-code"
        value={code}
        error={form.at('/code')}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={renew.isPending}>
        {t('secondFactor.newCodesMake')}
      </Button>
    </form>
  );
}

function RemoveForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useFormErrors('remove-');
  const [password, setPassword] = useState('');
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/users/me/second-factor', { body: { password } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: sessionQuery().queryKey });
      await queries.invalidateQueries({ queryKey: accountQuery().queryKey });
    },
    onError: form.showRefusal,
  });
  const submit = () => {
    remove.reset();
    const isEmpty = password === '';
    if (form.show(isEmpty ? [{ pointer: '/password', message: t('need.password') }] : [])) {
      remove.mutate();
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
      <h2>{t('secondFactor.remove')}</h2>
      <p>{t('secondFactor.removeWhat')}</p>
      <FormErrors form={form} error={remove.error} />
      <PasswordField
        id={form.id('/password')}
        label={t('myAccount.currentPassword')}
        autoComplete="current-password"
        value={password}
        error={form.at('/password')}
        onChange={setPassword}
      />
      <Button type="submit" variant="default" loading={remove.isPending}>
        {t('secondFactor.removeYes')}
      </Button>
    </form>
  );
}

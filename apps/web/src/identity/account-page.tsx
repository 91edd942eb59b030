import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Account, answer, api } from '../api/client';
import { CityName } from '../cities/city-name';
import { chooseLanguage } from '../i18n';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { Heading } from '../layout/heading';
import { PageSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { paths } from '../paths';
import { DevicesSection } from './devices-section';
import { OwnDataSection } from './own-data-section';
import { PasswordSection } from './password-section';
import { accountQuery } from './queries';
import { sessionQuery, useSession } from './session';
import { TokensSection } from './tokens-section';

/** All that a person says of themselves here, and by what they come in. */
export function Component() {
  const { t } = useTranslation();
  const account = useQuery(accountQuery());
  if (account.isPending) return <PageSkeleton />;
  if (account.isError) {
    return <ProblemNotice error={account.error} onRetry={() => void account.refetch()} />;
  }
  return (
    <>
      <Heading>{t('myAccount.title')}</Heading>
      <p className="dim">{account.data.email}</p>
      <OwnRoles />
      <NameForm key={account.data.id} account={account.data} />
      <PasswordSection account={account.data} />
      <SecondFactor account={account.data} />
      <DevicesSection />
      <TokensSection />
      <OwnDataSection account={account.data} />
    </>
  );
}

function OwnRoles() {
  const { t } = useTranslation();
  const session = useSession();
  const roles = session?.roles ?? [];
  if (roles.length === 0) return <p>{t('myAccount.noRoles')}</p>;
  return (
    <ul className="plain">
      {roles.slice(0, ROLES_SHOWN_MAX).map(({ role, cityId }) => (
        <li key={`${role} ${cityId}`}>
          {t(`role.${role}`)}
          {cityId !== null && (
            <>
              {' · '}
              <CityName id={cityId} />
            </>
          )}
        </li>
      ))}
      {roles.length > ROLES_SHOWN_MAX && <li>…</li>}
    </ul>
  );
}

const ROLES_SHOWN_MAX = 20;

function NameForm({ account }: { account: Account }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useFormErrors();
  const [name, setName] = useState(account.name);
  const [language, setLanguage] = useState<Account['language']>(account.language);
  const save = useMutation({
    mutationFn: () =>
      answer(api.PATCH('/api/v1/users/me', { body: { name: name.trim(), language } })),
    onSuccess: async (saved) => {
      chooseLanguage(saved.language === 'uk' ? 'uk' : 'en-GB');
      queries.setQueryData(accountQuery().queryKey, saved);
      await queries.invalidateQueries({ queryKey: sessionQuery().queryKey });
    },
    onError: form.showRefusal,
  });
  const submit = () => {
    save.reset();
    const isEmpty = name.trim() === '';
    if (form.show(isEmpty ? [{ pointer: '/name', message: t('need.name') }] : [])) save.mutate();
  };
  return (
    <form
      className="form"
      noValidate
      aria-label={t('myAccount.about')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FormErrors form={form} error={save.error} />
      <fieldset className="pair pair-stacked">
        <TextInput
          id={form.id('/name')}
          label={t('myAccount.name')}
          autoComplete="name"
          maxLength={200}
          value={name}
          error={form.at('/name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          id={form.id('/language')}
          label={t('myAccount.language')}
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value as Account['language'])}
          data={[
            { value: 'uk', label: 'Українська' },
            { value: 'en', label: 'English' },
          ]}
        />
      </fieldset>
      <div className="actions">
        <Button type="submit" loading={save.isPending}>
          {t('myAccount.save')}
        </Button>
        <span role="status">{save.isSuccess && t('myAccount.saved')}</span>
      </div>
    </form>
  );
}

function SecondFactor({ account }: { account: Account }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="second-factor">
      <h2 id="second-factor">{t('secondFactor.title')}</h2>
      <p>
        {account.hasSecondFactor
          ? t('secondFactor.isOn', { count: account.recoveryCodesLeft })
          : t('secondFactor.isOff')}
      </p>
      <p>
        <Link to={paths.secondFactor()}>
          {t(account.hasSecondFactor ? 'secondFactor.change' : 'secondFactor.setUp')}
        </Link>
      </p>
    </section>
  );
}

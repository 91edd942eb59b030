import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Token } from '../api/client';
import { daysAfter, today } from '../clock';
import { dayText, instantText } from '../dates';
import { Confirm } from '../layout/confirm';
import { CopyButton } from '../layout/copy-button';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { paths } from '../paths';
import { tokensQuery } from './queries';

const SCOPES = ['read', 'aid', 'partnerships'] as const;
type Scope = (typeof SCOPES)[number];
const DAYS_USUAL = 90;
const DAYS_MAX = 366;

/** Keys for programs: each with what it may do, until when, and a way to take it back. */
export function TokensSection() {
  const { t } = useTranslation();
  const tokens = useQuery(tokensQuery());
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens">{t('tokens.title')}</h2>
      <p className="dim">
        {t('tokens.what')} <a href={paths.apiDocs()}>{t('tokens.docs')}</a>
      </p>
      {made !== null && <MadeToken token={made} />}
      {tokens.isPending && <RowsSkeleton rows={2} />}
      {tokens.isError && (
        <ProblemNotice error={tokens.error} onRetry={() => void tokens.refetch()} />
      )}
      {tokens.data?.items.length === 0 && made === null && <p>{t('tokens.none')}</p>}
      <ul className="rows">
        {tokens.data?.items.map((token) => (
          <TokenRow key={token.id} token={token} />
        ))}
      </ul>
      {isMaking ? (
        <TokenForm
          onMade={(token) => {
            setMade(token);
            setMaking(false);
          }}
          onCancel={() => setMaking(false)}
        />
      ) : (
        <Button variant="default" onClick={() => setMaking(true)}>
          {t('tokens.make')}
        </Button>
      )}
    </section>
  );
}

function MadeToken({ token }: { token: string }) {
  const { t } = useTranslation();
  return (
    <div className="notice notice-settled" role="status">
      <h3>{t('tokens.made')}</h3>
      <p>{t('tokens.madeOnce')}</p>
      <p>
        <code className="secret">{token}</code>
      </p>
      <CopyButton text={token} />
    </div>
  );
}

function TokenRow({ token }: { token: Token }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id: token.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensQuery().queryKey }),
  });
  const used =
    token.lastUsedAt === null
      ? t('tokens.neverUsed')
      : t('tokens.lastUsed', { when: instantText(token.lastUsedAt, i18n.language) });
  const isOver = token.expiresOn < today();
  return (
    <li className="row">
      <div>
        <strong>{token.name}</strong>{' '}
        {isOver && <span className="mark mark-failed">{t('tokens.expired')}</span>}
        <span className="under">{token.scopes.map((scope) => t(`scope.${scope}`)).join(', ')}</span>
        <span className="under">
          {t('tokens.until', { day: dayText(token.expiresOn, 'day', t, i18n.language) })} · {used}
        </span>
        {revoke.isError && <ProblemNotice error={revoke.error} />}
      </div>
      <Confirm
        label={t('tokens.revoke')}
        question={<p>{t('tokens.revokeSure', { name: token.name })}</p>}
        yes={t('tokens.revokeYes')}
        no={t('myAccount.no')}
        isPending={revoke.isPending}
        onYes={() => revoke.mutate()}
      />
    </li>
  );
}

interface FormProps {
  onMade: (token: string) => void;
  onCancel: () => void;
}

function TokenForm({ onMade, onCancel }: FormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useFormErrors('token-');
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['read']);
  const [expiresOn, setExpiresOn] = useState(() => daysAfter(today(), DAYS_USUAL));
  const make = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/tokens', { body: { name: name.trim(), scopes, expiresOn } })),
    onSuccess: async ({ token }) => {
      onMade(token);
      await queries.invalidateQueries({ queryKey: tokensQuery().queryKey });
    },
    onError: form.showRefusal,
  });
  const submit = () => {
    make.reset();
    const found = [
      ...(name.trim() === '' ? [{ pointer: '/name', message: t('need.tokenName') }] : []),
      ...(scopes.length === 0 ? [{ pointer: '/scopes', message: t('need.scopes') }] : []),
      ...(expiresOn === '' ? [{ pointer: '/expiresOn', message: t('need.lastDay') }] : []),
    ];
    if (form.show(found)) make.mutate();
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
      <FormErrors form={form} error={make.error} />
      <fieldset>
        <TextInput
          id={form.id('/name')}
          label={t('tokens.name')}
          description={t('tokens.nameHint')}
          maxLength={100}
          autoComplete="off"
          value={name}
          error={form.at('/name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group
          label={t('tokens.scopes')}
          value={scopes}
          error={form.at('/scopes')}
          onChange={(chosen) => setScopes(SCOPES.filter((scope) => chosen.includes(scope)))}
        >
          {SCOPES.map((scope, index) => (
            <Checkbox
              key={scope}
              id={index === 0 ? form.id('/scopes') : undefined}
              value={scope}
              label={t(`scope.${scope}`)}
            />
          ))}
        </Checkbox.Group>
        <TextInput
          id={form.id('/expiresOn')}
          type="date"
          label={t('tokens.expiresOn')}
          min={today()}
          max={daysAfter(today(), DAYS_MAX)}
          value={expiresOn}
          error={form.at('/expiresOn')}
          onChange={(event) => setExpiresOn(event.currentTarget.value)}
        />
      </fieldset>
      <div className="actions">
        <Button type="submit" variant="default" loading={make.isPending}>
          {t('tokens.makeNow')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('myAccount.cancel')}
        </Button>
      </div>
    </form>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { answer, api, type User } from '../api/client';
import { instantText } from '../dates';
import { Confirm } from '../layout/confirm';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { Heading } from '../layout/heading';
import { PageSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { paths } from '../paths';
import { stateOf } from './people-page';
import { personQuery } from './queries';
import { type HeldRole, RoleFields } from './role-fields';
import { sessionQuery, useSession } from './session';

/** One person: whether they have come in, what they may do, and a way to let them go. */
export function Component() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const session = useSession();
  const person = useQuery(personQuery(id));
  if (person.isPending) return <PageSkeleton />;
  if (person.isError) {
    return <ProblemNotice error={person.error} onRetry={() => void person.refetch()} />;
  }
  const isSelf = session?.person?.id === id;
  return (
    <>
      <p className="back">
        <Link to={paths.people()}>‹ {t('people.title')}</Link>
      </p>
      <Heading>{person.data.name}</Heading>
      <p className="dim">{person.data.email}</p>
      <Invitation user={person.data} />
      <RolesForm key={person.data.id} user={person.data} />
      {isSelf ? (
        <p>
          {t('people.thisIsYou')} <Link to={paths.account()}>{t('myAccount.title')}</Link>
        </p>
      ) : (
        <Erase user={person.data} />
      )}
      <p>
        <Link to={paths.audit({ person: id })}>{t('people.audit')}</Link>
      </p>
    </>
  );
}

function Invitation({ user }: { user: User }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/users/{id}/invitation', { params: { path: { id: user.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: personQuery(user.id).queryKey });
      await queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
  const state = stateOf(user);
  const sentAt = user.invitation?.sentAt;
  return (
    <div className={state === 'isIn' ? undefined : 'notice'}>
      <p role="status">
        {t(`people.${state}`)}
        {state !== 'isIn' && sentAt && ` · ${instantText(sentAt, i18n.language)}`}
      </p>
      {again.isError && <ProblemNotice error={again.error} />}
      {state !== 'isIn' && (
        <p>
          <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            {t('people.sendAgain')}
          </Button>{' '}
          <span role="status">{again.isSuccess && t('people.sentAgain')}</span>
        </p>
      )}
    </div>
  );
}

function RolesForm({ user }: { user: User }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useFormErrors();
  const [roles, setRoles] = useState<HeldRole[]>(user.roles);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/users/{id}/roles', {
          params: { path: { id: user.id } },
          body: { roles: roles.map(({ role, cityId }) => ({ role, ...(cityId && { cityId }) })) },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: personQuery(user.id).queryKey });
      await queries.invalidateQueries({ queryKey: ['people'] });
      // One may take a role away from oneself.
      await queries.invalidateQueries({ queryKey: sessionQuery().queryKey });
    },
    onError: form.showRefusal,
  });
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.show([]);
        save.mutate();
      }}
    >
      <h2>{t('people.roles')}</h2>
      <FormErrors form={form} error={save.error} />
      <RoleFields
        id={form.id('/roles')}
        roles={roles}
        error={form.at('/roles')}
        onChange={setRoles}
      />
      <div className="submit">
        <Button type="submit" size="lg" loading={save.isPending}>
          {t('people.saveRoles')}
        </Button>
        <span role="status">{save.isSuccess && t('myAccount.saved')}</span>
      </div>
    </form>
  );
}

function Erase({ user }: { user: User }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const erase = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/users/{id}/erasure', { params: { path: { id: user.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['people'] });
      await navigate(paths.people());
    },
  });
  return (
    <section>
      <h2>{t('people.erase')}</h2>
      {erase.isError && <ProblemNotice error={erase.error} takesFocus />}
      <Confirm
        label={t('people.eraseButton')}
        question={
          <ul>
            <li>{t('ownData.eraseGone', { email: user.email })}</li>
            <li>{t('ownData.eraseStays')}</li>
            <li>{t('ownData.eraseFinal')}</li>
          </ul>
        }
        yes={t('ownData.eraseYes')}
        no={t('myAccount.no')}
        isPending={erase.isPending}
        onYes={() => erase.mutate()}
      />
    </section>
  );
}

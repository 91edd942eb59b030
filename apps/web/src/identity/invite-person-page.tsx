import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { type Account, answer, api } from '../api/client';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { Heading } from '../layout/heading';
import { useKept } from '../layout/use-kept';
import { paths } from '../paths';
import { NoRole } from './no-role';
import { type HeldRole, RoleFields } from './role-fields';
import { mayEver, useSession } from './session';

interface Invitation {
  email: string;
  name: string;
  language: Account['language'];
  roles: HeldRole[];
}

/** A letter goes to the address; its link sets the password. */
export function Component() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const form = useFormErrors();
  const city = search.get('city') ?? undefined;
  const { typed, change, forget } = useKept<Invitation>('invitation', {
    email: '',
    name: '',
    language: 'uk',
    roles: [],
  });
  const invite = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/users', {
          body: {
            email: typed.email.trim(),
            name: typed.name.trim(),
            language: typed.language,
            roles: typed.roles.map(({ role, cityId }) => ({ role, ...(cityId && { cityId }) })),
          },
        }),
      ),
    onSuccess: async ({ id }) => {
      forget();
      await queries.invalidateQueries({ queryKey: ['people'] });
      await navigate(paths.person(id));
    },
    onError: form.showRefusal,
  });
  if (!mayEver(session, 'user.manage')) return <NoRole role="administrator" />;
  const submit = () => {
    invite.reset();
    const found = [
      ...(typed.email.trim() === '' ? [{ pointer: '/email', message: t('need.email') }] : []),
      ...(typed.name.trim() === '' ? [{ pointer: '/name', message: t('need.name') }] : []),
      ...(typed.roles.length === 0 ? [{ pointer: '/roles', message: t('need.roles') }] : []),
    ];
    if (form.show(found)) invite.mutate();
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
      <p className="back">
        <Link to={paths.people({ city })}>‹ {t('people.title')}</Link>
      </p>
      <Heading>{t('people.inviteTitle')}</Heading>
      <p>{t('people.inviteWhat')}</p>
      <FormErrors form={form} error={invite.error} isKept />
      <fieldset>
        <TextInput
          id={form.id('/email')}
          label={t('signIn.email')}
          type="email"
          autoComplete="off"
          spellCheck={false}
          maxLength={254}
          value={typed.email}
          error={form.at('/email')}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
        <div className="pair pair-stacked">
          <TextInput
            id={form.id('/name')}
            label={t('myAccount.name')}
            autoComplete="off"
            maxLength={200}
            value={typed.name}
            error={form.at('/name')}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <NativeSelect
            id={form.id('/language')}
            label={t('people.language')}
            value={typed.language}
            onChange={(event) =>
              change({ language: event.currentTarget.value as Account['language'] })
            }
            data={[
              { value: 'uk', label: 'Українська' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
      </fieldset>
      <h2>{t('people.roles')}</h2>
      <RoleFields
        id={form.id('/roles')}
        roles={typed.roles}
        city={city}
        error={form.at('/roles')}
        onChange={(roles) => change({ roles })}
      />
      <div className="submit">
        <Button type="submit" size="lg" loading={invite.isPending}>
          {t('people.sendInvitation')}
        </Button>
      </div>
    </form>
  );
}

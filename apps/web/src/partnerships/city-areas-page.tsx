import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { answer, api, type Area } from '../api/client';
import { isConflict } from '../api/problem';
import { useCityName } from '../cities/city-name';
import { citiesOf, useSession } from '../identity/session';
import { NoRole } from '../identity/no-role';
import { Heading } from '../layout/heading';
import { PageSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { paths } from '../paths';
import { areasQuery, cityAreasQuery } from './queries';

/** What a city offers a partner and what it looks for, by which others find it. */
export function Component() {
  const { t } = useTranslation();
  const { cityId = '' } = useParams();
  const session = useSession();
  const name = useCityName(cityId);
  const areas = useQuery(cityAreasQuery(cityId));
  const [readings, setReadings] = useState(0);
  if (!citiesOf(session, 'administrator').includes(cityId)) return <NoRole role="administrator" />;
  if (areas.isPending) return <PageSkeleton />;
  if (areas.isError) {
    return <ProblemNotice error={areas.error} onRetry={() => void areas.refetch()} />;
  }
  return (
    <>
      <p className="back">
        <Link to={paths.newPartnership({ city: cityId })}>‹ {t('find.title')}</Link>
      </p>
      <Heading>{t('cityAreas.title', { city: name })}</Heading>
      <p>{t('cityAreas.what')}</p>
      <AreasForm
        key={readings}
        cityId={cityId}
        {...areas.data}
        onReadAgain={async () => {
          await areas.refetch();
          setReadings(readings + 1);
        }}
      />
    </>
  );
}

interface Props {
  cityId: string;
  shown: { offered: Area[]; wanted: Area[] };
  tag: string | undefined;
  /** Begins anew with what stands there now. */
  onReadAgain: () => Promise<void>;
}

function AreasForm({ cityId, shown, tag, onReadAgain }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [offered, setOffered] = useState(shown.offered);
  const [wanted, setWanted] = useState(shown.wanted);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/cities/{id}/areas', {
          params: { path: { id: cityId }, header: tag ? { 'If-Match': tag } : {} },
          body: { offered, wanted },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['partners'] });
      await queries.invalidateQueries({ queryKey: cityAreasQuery(cityId).queryKey });
    },
  });
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.isError && (
        <ProblemNotice error={save.error} takesFocus>
          {isConflict(save.error) && (
            <Button variant="default" onClick={() => void onReadAgain()}>
              {t('cityAreas.readAgain')}
            </Button>
          )}
        </ProblemNotice>
      )}
      <fieldset>
        <AreaChoice label={t('cityAreas.offered')} value={offered} onChange={setOffered} />
        <AreaChoice label={t('cityAreas.wanted')} value={wanted} onChange={setWanted} />
      </fieldset>
      <div className="submit">
        <Button type="submit" size="lg" loading={save.isPending}>
          {t('myAccount.save')}
        </Button>
        <span role="status">{save.isSuccess && t('myAccount.saved')}</span>
      </div>
    </form>
  );
}

interface ChoiceProps {
  label: string;
  value: Area[];
  onChange: (areas: Area[]) => void;
}

function AreaChoice({ label, value, onChange }: ChoiceProps) {
  const { i18n } = useTranslation();
  const areas = useQuery(areasQuery());
  return (
    <Checkbox.Group label={label} value={value} onChange={(chosen) => onChange(chosen as Area[])}>
      <div className="columns">
        {(areas.data?.items ?? []).map(({ code, labelUk, labelEn }) => (
          <Checkbox key={code} value={code} label={i18n.language === 'uk' ? labelUk : labelEn} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

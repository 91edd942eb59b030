import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Partnership } from '../api/client';
import { CityName, useCityName } from '../cities/city-name';
import { CitySearch } from '../cities/city-search';
import { useCityOptions } from '../cities/use-city-options';
import { dayText } from '../dates';
import { citiesOf, mayEver, useSession } from '../identity/session';
import { Heading } from '../layout/heading';
import { RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { SampleBand } from '../layout/sample-band';
import { paths } from '../paths';
import { nextStep } from './next-step';
import { partnershipsQuery } from './queries';

/** Mine with what is next; of any other city, what is published. */
export function Component() {
  const { t } = useTranslation();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const sample = search.get('sample') === 'true';
  const own = citiesOf(session, 'coordinator', 'administrator');
  const city = search.get('city') ?? own[0];
  const choose = (next: { city?: string; sample?: boolean }) =>
    setSearch(paths.partnerships({ city, sample, ...next }).split('?')[1] ?? '');

  return (
    <>
      {sample && <SampleBand toReal={paths.partnerships({ city })} />}
      <div className="page-head">
        <Heading>{t('partnerships.title')}</Heading>
        <SegmentedControl
          aria-label={t('statistics.which')}
          value={sample ? 'sample' : 'real'}
          onChange={(value) => choose({ sample: value === 'sample' })}
          data={[
            { value: 'real', label: t('statistics.real') },
            { value: 'sample', label: t('statistics.sample') },
          ]}
        />
      </div>
      {session?.state === 'nobody' && (
        <p className="dim">
          {t('partnerships.publicOnly')}{' '}
          <Link to={paths.signIn(paths.partnerships({ city, sample }))}>{t('session.signIn')}</Link>
        </p>
      )}
      <WhoseCity own={own} city={city} onChoose={(id) => choose({ city: id })} />
      {session && <PartnershipList city={city} sample={sample} />}
      <p className="actions">
        {mayEver(session, 'partnership.lead') && (
          <Button component={Link} to={paths.newPartnership()}>
            {t('partnerships.begin')}
          </Button>
        )}
        {city !== undefined && (
          <Link to={paths.cityNetwork(city, { sample })}>{t('partnerships.network')}</Link>
        )}
      </p>
    </>
  );
}

interface WhoseProps {
  own: string[];
  city: string | undefined;
  onChoose: (id: string | undefined) => void;
}

/** One's own cities at hand, any other by its name. */
function WhoseCity({ own, city, onChoose }: WhoseProps) {
  const { t } = useTranslation();
  const options = useCityOptions(own);
  const name = useCityName(city ?? null);
  const isOwn = city !== undefined && own.includes(city);
  return (
    <div className="filters-fields">
      {options !== null && own.length > 1 && (
        <NativeSelect
          label={t('partnerships.ofOwn')}
          value={isOwn ? city : ''}
          onChange={(event) => onChoose(event.currentTarget.value || undefined)}
          data={isOwn ? options : [{ value: '', label: t('log.choose') }, ...options]}
        />
      )}
      <CitySearch
        id="of-city"
        label={t(own.length > 0 ? 'partnerships.ofOther' : 'partnerships.ofCity')}
        value={null}
        onChange={(chosen) => chosen && onChoose(chosen.id)}
      />
      {city !== undefined && (
        <p className="chosen-city">
          {t('partnerships.shown')} <strong>{name}</strong>
          {own.length === 0 && (
            <>
              {' '}
              <Button variant="default" size="xs" onClick={() => onChoose(undefined)}>
                {t('partnerships.all')}
              </Button>
            </>
          )}
        </p>
      )}
    </div>
  );
}

function PartnershipList({ city, sample }: { city: string | undefined; sample: boolean }) {
  const { t } = useTranslation();
  const partnerships = useInfiniteQuery(partnershipsQuery({ city, sample }));
  if (partnerships.isPending) return <RowsSkeleton rows={6} />;
  if (partnerships.isError) {
    return <ProblemNotice error={partnerships.error} onRetry={() => void partnerships.refetch()} />;
  }
  const items = partnerships.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="empty">{t('partnerships.empty')}</p>;
  return (
    <>
      <table className="table">
        <caption className="unseen">{t('partnerships.title')}</caption>
        <thead>
          <tr>
            <th scope="col">
              {t(city === undefined ? 'partnerships.cities' : 'partnerships.partner')}
            </th>
            <th scope="col">{t('partnerships.stage')}</th>
            <th scope="col" className="wide">
              {t('partnerships.kind')}
            </th>
            <th scope="col" className="wide">
              {t('partnerships.signedOn')}
            </th>
            <th scope="col" className="wide">
              {t('partnerships.next')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((partnership) => (
            <PartnershipRow key={partnership.id} partnership={partnership} city={city} />
          ))}
        </tbody>
      </table>
      {partnerships.hasNextPage && (
        <Button
          variant="default"
          loading={partnerships.isFetchingNextPage}
          onClick={() => void partnerships.fetchNextPage()}
        >
          {t('deliveries.more')}
        </Button>
      )}
    </>
  );
}

interface RowProps {
  partnership: Partnership;
  city: string | undefined;
}

function PartnershipRow({ partnership, city }: RowProps) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const { firstCityId, secondCityId, stage, kind, signedOn } = partnership;
  const others = [firstCityId, secondCityId].filter((id) => id !== city);
  const isOwn = citiesOf(session, 'coordinator', 'administrator').some((id) =>
    [firstCityId, secondCityId].includes(id),
  );
  const next = isOwn ? nextStep(partnership) : null;
  return (
    <tr>
      <th scope="row">
        <Link className="row-link" to={paths.partnership(partnership.id)}>
          {others.map((id, index) => (
            <span key={id}>
              {index > 0 && ' — '}
              <CityName id={id} />
            </span>
          ))}
        </Link>
        <span className="under narrow">{t(`tieKind.${kind}`)}</span>
        {next !== null && <span className="under narrow">→ {t(`nextStep.${next}`)}</span>}
      </th>
      <td>
        <span className={`mark mark-stage-${stage}`}>{t(`stage.${stage}`)}</span>
      </td>
      <td className="wide">{t(`tieKind.${kind}`)}</td>
      <td className="wide nowrap">
        {signedOn === null ? '—' : dayText(signedOn, 'day', t, i18n.language)}
      </td>
      <td className="wide">{next !== null && t(`nextStep.${next}`)}</td>
    </tr>
  );
}

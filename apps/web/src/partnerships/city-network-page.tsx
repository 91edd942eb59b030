import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { countryName, nameOf, useCityName } from '../cities/city-name';
import { dayText } from '../dates';
import { Heading } from '../layout/heading';
import { RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { SampleBand } from '../layout/sample-band';
import { number } from '../mass';
import { paths } from '../paths';
import { networkQuery } from './queries';

/** With whom a city has ties, and of which kind. */
export function Component() {
  const { t, i18n } = useTranslation();
  const { cityId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const ended = search.get('ended') === 'true';
  const sample = search.get('sample') === 'true';
  const name = useCityName(cityId);
  const network = useQuery(networkQuery(cityId, { ended, sample }));
  const choose = (next: { ended?: boolean }) =>
    setSearch(paths.cityNetwork(cityId, { ended, sample, ...next }).split('?')[1] ?? '');
  const items = network.data?.items ?? [];
  const countries = new Set(items.map(({ partner }) => partner.country)).size;

  return (
    <>
      {sample && <SampleBand toReal={paths.cityNetwork(cityId, { ended })} />}
      <p className="back">
        <Link to={paths.partnerships({ city: cityId, sample })}>‹ {t('partnerships.title')}</Link>
      </p>
      <Heading>{t('network.title', { city: name })}</Heading>
      {network.isPending && <RowsSkeleton rows={6} />}
      {network.isError && (
        <ProblemNotice error={network.error} onRetry={() => void network.refetch()} />
      )}
      {network.data && items.length > 0 && (
        <p className="figure-number">
          <strong>
            {t('network.ties', {
              count: items.length,
              number: number(items.length, i18n.language),
            })}
          </strong>{' '}
          {t('network.countries', { count: countries, number: countries })}
        </p>
      )}
      <Checkbox
        label={t('network.ended')}
        checked={ended}
        onChange={(event) => choose({ ended: event.currentTarget.checked })}
      />
      {network.data && items.length === 0 && <p className="empty">{t('network.empty')}</p>}
      {items.length > 0 && (
        <table className="table">
          <caption className="unseen">{t('network.title', { city: name })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('partnerships.partner')}</th>
              <th scope="col">{t('partnerships.stage')}</th>
              <th scope="col" className="wide">
                {t('partnerships.kind')}
              </th>
              <th scope="col" className="wide">
                {t('partnerships.signedOn')}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ partnershipId, partner, stage, kind, signedOn }) => (
              <tr key={partnershipId}>
                <th scope="row">
                  <Link className="row-link" to={paths.partnership(partnershipId)}>
                    {nameOf(partner, i18n.language)}
                  </Link>
                  <span className="under">{countryName(partner.country, i18n.language)}</span>
                  <span className="under narrow">{t(`tieKind.${kind}`)}</span>
                </th>
                <td>
                  <span className={`mark mark-stage-${stage}`}>{t(`stage.${stage}`)}</span>
                </td>
                <td className="wide">{t(`tieKind.${kind}`)}</td>
                <td className="wide nowrap">
                  {signedOn === null ? '—' : dayText(signedOn, 'day', t, i18n.language)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="downloads">
        <a href={paths.networkGeoJson(cityId)} download>
          {t('network.geoJson')}
        </a>
      </p>
    </>
  );
}

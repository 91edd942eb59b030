import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useCityOptions } from '../cities/use-city-options';
import { CitySearch } from '../cities/city-search';
import { useCityName } from '../cities/city-name';
import { citiesOf, useSession } from '../identity/session';
import { NoRole } from '../identity/no-role';
import { Heading } from '../layout/heading';
import { paths } from '../paths';
import { BeginForm } from './begin-form';
import { FindPartner } from './find-partner';

/** For which city, with whom, and by what decision: in this order. */
export function Component() {
  const { t } = useTranslation();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const led = citiesOf(session, 'administrator');
  const city = search.get('city') ?? (led.length === 1 ? led[0] : undefined);
  const partner = search.get('partner') ?? undefined;
  if (led.length === 0) return <NoRole role="administrator" />;
  const choose = (next: { city?: string; partner?: string }) =>
    setSearch(paths.newPartnership({ city, partner, ...next }).split('?')[1] ?? '');

  return (
    <>
      <p className="back">
        {partner === undefined ? (
          <Link to={paths.partnerships({ city })}>‹ {t('partnerships.title')}</Link>
        ) : (
          <Link to={paths.newPartnership({ city })}>‹ {t('begin.otherPartner')}</Link>
        )}
      </p>
      <Heading>{t(partner === undefined ? 'find.title' : 'begin.title')}</Heading>
      {led.length > 1 && <OwnCity led={led} city={city} onChoose={(id) => choose({ city: id })} />}
      {city !== undefined && partner === undefined && (
        <FindPartner city={city} onChoose={(id) => choose({ partner: id })} />
      )}
      {city !== undefined && partner !== undefined && (
        <BeginForm key={`${city} ${partner}`} city={city} partner={partner} />
      )}
    </>
  );
}

interface OwnCityProps {
  led: string[];
  city: string | undefined;
  onChoose: (id: string | undefined) => void;
}

function OwnCity({ led, city, onChoose }: OwnCityProps) {
  const { t } = useTranslation();
  const options = useCityOptions(led);
  const name = useCityName(city ?? null);
  if (options === null) {
    return (
      <>
        <CitySearch
          id="own-city"
          label={t('begin.forCity')}
          value={null}
          onChange={(chosen) => chosen && onChoose(chosen.id)}
        />
        {city !== undefined && <p>{name}</p>}
      </>
    );
  }
  return (
    <NativeSelect
      className="form"
      label={t('begin.forCity')}
      value={city ?? ''}
      onChange={(event) => onChoose(event.currentTarget.value || undefined)}
      data={[{ value: '', label: t('log.choose') }, ...options]}
    />
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CityStatistics } from '../api/client';
import { countryName } from '../cities/city-name';
import { windowText } from '../dates';
import { NoData } from '../layout/no-data';
import { massText, number, tonnesNumber } from '../mass';
import { paths } from '../paths';
import type { StatisticsFilters } from './filters';
import { isReported, massReceived } from './rows';

interface Props {
  rows: CityStatistics[];
  filters: StatisticsFilters;
  caption: string;
  rowName: (row: CityStatistics) => string;
}

/** One row a receiving city, each a link to its deliveries; a phone keeps the first three columns. */
export function StatisticsTable({ rows, filters, caption, rowName }: Props) {
  const { t } = useTranslation();
  return (
    <table className="table" aria-describedby="table">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('statistics.city')}</th>
          <th scope="col" className="num">
            {t('statistics.mass')}
          </th>
          <th scope="col" className="num">
            {t('statistics.cases')}
          </th>
          <th scope="col" className="num wide">
            {t('statistics.withoutMass')}
          </th>
          <th scope="col" className="num wide">
            {t('statistics.partners')}
          </th>
          <th scope="col" className="num wide">
            {t('statistics.inTransit')}
          </th>
          <th scope="col" className="num wide">
            {t('statistics.confirmedColumn')}
          </th>
          <th scope="col" className="wide">
            {t('statistics.days')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.cityId ?? 'unknown'}>
            <CityCell row={row} name={rowName(row)} filters={filters} />
            <MassCell row={row} />
            <NumberCell value={isReported(row) ? row.cases : null} />
            <NumberCell value={isReported(row) ? row.linesWithoutMass : null} wide />
            <NumberCell value={isReported(row) ? row.partners : null} wide />
            <TonnesCell kg={isReported(row) ? row.massInTransitKg : null} />
            <TonnesCell kg={isReported(row) ? row.massConfirmedKg : null} />
            <DaysCell row={row} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CityCell({
  row,
  name,
  filters,
}: {
  row: CityStatistics;
  name: string;
  filters: StatisticsFilters;
}) {
  const { t, i18n } = useTranslation();
  const withoutMass = row.linesWithoutMass ?? 0;
  return (
    <th scope="row">
      {row.cityId === null ? (
        name
      ) : (
        <Link className="row-link" to={paths.cityDeliveries(row.cityId, filters)}>
          {name}
        </Link>
      )}
      {row.country !== null && row.country !== 'UA' && (
        <span className="dim">, {countryName(row.country, i18n.language)}</span>
      )}
      {isReported(row) && (
        <>
          {row.firstDay !== null && (
            <span className="under narrow">
              {windowText(row.firstDay, row.lastDay, t, i18n.language)}
            </span>
          )}
          {withoutMass > 0 && (
            <span className="under narrow">
              {t('count.withoutMass', { count: withoutMass, number: withoutMass })}
            </span>
          )}
        </>
      )}
    </th>
  );
}

function MassCell({ row }: { row: CityStatistics }) {
  const { t, i18n } = useTranslation();
  const massKg = massReceived(row);
  if (massKg === null) return <EmptyCell why={isReported(row) ? 'mass' : 'cell'} />;
  const derivedKg = row.massDerivedKg ?? 0;
  const isAllDerived = derivedKg > 0 && derivedKg === massKg;
  return (
    <td className="num">
      {isAllDerived ? (
        <i className="derived">≈&nbsp;{tonnesNumber(massKg, i18n.language)}</i>
      ) : (
        <span className={row.massConfirmedKg === massKg && massKg > 0 ? 'sure' : undefined}>
          {tonnesNumber(massKg, i18n.language)}
        </span>
      )}
      {derivedKg > 0 && !isAllDerived && (
        <i className="under derived nowrap">
          {t('statistics.derivedPart', { mass: massText(derivedKg, t, i18n.language) })}
        </i>
      )}
    </td>
  );
}

function NumberCell({ value, wide = false }: { value: number | null; wide?: boolean }) {
  const { i18n } = useTranslation();
  if (value === null) return <EmptyCell wide={wide} />;
  return <td className={wide ? 'num wide' : 'num'}>{number(value, i18n.language)}</td>;
}

function TonnesCell({ kg }: { kg: number | null }) {
  const { i18n } = useTranslation();
  if (kg === null) return <EmptyCell wide />;
  return <td className="num wide">{tonnesNumber(kg, i18n.language)}</td>;
}

function DaysCell({ row }: { row: CityStatistics }) {
  const { t, i18n } = useTranslation();
  if (!isReported(row)) return <EmptyCell wide />;
  return (
    <td className="wide nowrap">
      {(row.cases ?? 0) > 0 && windowText(row.firstDay, row.lastDay, t, i18n.language)}
    </td>
  );
}

function EmptyCell({ why = 'cell', wide = false }: { why?: 'cell' | 'mass'; wide?: boolean }) {
  return (
    <td className={`num hatched${wide ? ' wide' : ''}`}>
      <NoData why={why} />
    </td>
  );
}

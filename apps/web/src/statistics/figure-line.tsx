import { useTranslation } from 'react-i18next';
import { windowText } from '../dates';
import { number } from '../mass';

interface Props {
  cases: number;
  lines: number;
  linesWithoutMass: number;
  firstDay: string | null;
  lastDay: string | null;
}

/** What stands beside every tonnage: cases, lines that had no mass, first and last day of data. */
export function FigureLine({ cases, lines, linesWithoutMass, firstDay, lastDay }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <p>
      {t('count.cases', { count: cases, number: number(cases, i18n.language) })}
      {linesWithoutMass > 0 &&
        ' · ' +
          t('count.withoutMassOf', {
            count: lines,
            all: number(lines, i18n.language),
            number: number(linesWithoutMass, i18n.language),
          })}
      {cases > 0 && (
        <>
          {' · '}
          <span title={t('statistics.window')}>
            {windowText(firstDay, lastDay, t, i18n.language)}
          </span>
        </>
      )}
    </p>
  );
}

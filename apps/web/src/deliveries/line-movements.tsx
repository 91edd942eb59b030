import { useTranslation } from 'react-i18next';
import type { Ledger, LedgerEntry } from '../api/client';
import { dayText, instantText } from '../dates';
import { exactMassText, number } from '../mass';
import { moneyText } from './amounts';

const ACCOUNTS = [
  'sender',
  'in_transit',
  'lost',
  'returned',
  'unmatched',
  'received',
  'damaged',
  'distributed',
  'forwarded',
] as const;

const REASONS = [
  'receipt',
  'match',
  'dispatch',
  'loss',
  'found',
  'return',
  'damage',
  'distribution',
  'forward',
] as const;

interface Props {
  lineId: string;
  ledger: Ledger;
}

/** Each movement that touches the line, in the order of the ledger, and what its accounts hold. */
export function LineMovements({ lineId, ledger }: Props) {
  const { t } = useTranslation();
  const accountName = useAccountName();
  const entries = ledger.entries.filter(
    (entry) => entry.from.lineId === lineId || entry.to.lineId === lineId,
  );
  if (entries.length === 0) return <p className="dim">{t('delivery.noMovements')}</p>;
  const balances = ledger.balances.filter((balance) => balance.lineId === lineId);
  return (
    <>
      <table className="table table-compact table-stacked">
        <caption>{t('delivery.movements')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('delivery.movement')}</th>
            <th scope="col" className="num">
              {t('delivery.amount')}
            </th>
            <th scope="col">{t('delivery.day')}</th>
            <th scope="col">{t('delivery.reason')}</th>
            <th scope="col">{t('delivery.recordedAt')}</th>
            <th scope="col" className="num">
              {t('delivery.position')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <MovementRow key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
      <p className="dim">
        {t('delivery.balance')}:{' '}
        {balances.map((balance, index) => (
          <span key={balance.account}>
            {index > 0 && ' · '}
            {accountName(balance.account)} <Balance {...balance} />
          </span>
        ))}
      </p>
    </>
  );
}

/** On a phone the cells stand one below the other, so each bears its heading. */
function MovementRow({ entry }: { entry: LedgerEntry }) {
  const { t, i18n } = useTranslation();
  const accountName = useAccountName();
  const reason = REASONS.find((one) => one === entry.reason);
  return (
    <tr>
      <td data-heading={t('delivery.movement')}>
        {accountName(entry.from.account)} → {accountName(entry.to.account)}
      </td>
      <td className="num" data-heading={t('delivery.amount')}>
        <Amount {...entry} />
      </td>
      <td className="nowrap" data-heading={t('delivery.day')}>
        {dayText(entry.occurredOn, entry.datePrecision, t, i18n.language)}
      </td>
      <td data-heading={t('delivery.reason')}>
        {entry.reversesId !== null && `${t('reason.reversal')}: `}
        {reason ? t(`reason.${reason}`) : entry.reason}
        {entry.isMassDerived && `, ${t('delivery.derived')}`}
        {entry.reversesId !== null && `, ${t('delivery.reverses')}`}
      </td>
      <td className="nowrap" data-heading={t('delivery.recordedAt')}>
        {instantText(entry.recordedAt, i18n.language)}
      </td>
      <td className="num" data-heading={t('delivery.position')}>
        {entry.position ?? <span className="dim">{t('delivery.unsealed')}</span>}
      </td>
    </tr>
  );
}

/** Mass, count and money are measures that move each for itself: all that moved is shown. */
function Amount({ massKg, quantity, value, currency, isMassDerived }: LedgerEntry) {
  const { t, i18n } = useTranslation();
  const massWords = massKg === null ? '' : exactMassText(massKg, t, i18n.language);
  const parts = [
    massKg !== null && (
      <span key="mass" className={isMassDerived ? 'derived' : undefined}>
        {isMassDerived ? `≈\u00a0${massWords}` : massWords}
      </span>
    ),
    quantity !== null && <span key="quantity">× {number(quantity, i18n.language)}</span>,
    value !== null && currency !== null && (
      <span key="value">{moneyText(value, currency, i18n.language)}</span>
    ),
  ].filter((part) => part !== false);
  return parts.flatMap((part, index) => (index > 0 ? [', ', part] : [part]));
}

function Balance({ massKg, quantity }: Ledger['balances'][number]) {
  const { t, i18n } = useTranslation();
  const parts = [
    massKg !== 0 && exactMassText(massKg, t, i18n.language),
    quantity !== 0 && `× ${number(quantity, i18n.language)}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '0' : parts.join(', ');
}

/** Arrived + unannounced = all that became of it: said, so that anyone can check it. */
export function LedgerEquation({ mass }: { mass: Ledger['mass'] }) {
  const { t, i18n } = useTranslation();
  const term = (label: string, kg: number) => `${label} ${exactMassText(kg, t, i18n.language)}`;
  const grams = (...kgs: number[]) => kgs.reduce((sum, kg) => sum + Math.round(kg * 1000), 0);
  const { arrived, unannounced } = mass;
  const { received, damaged, distributed, forwarded, returned } = mass;
  const holds =
    grams(arrived, unannounced) === grams(received, damaged, distributed, forwarded, returned);
  const became = [
    term(t('delivery.held'), received),
    term(t('delivery.damaged'), damaged),
    term(t('delivery.distributed'), distributed),
    term(t('delivery.forwarded'), forwarded),
    term(t('delivery.returned'), returned),
  ];
  return (
    <section className="equation">
      <h2>{holds ? t('delivery.balanceHolds') : t('delivery.balanceFails')}</h2>
      <p>
        {term(t('delivery.arrived'), arrived)} + {term(t('delivery.unannounced'), unannounced)} ={' '}
        {became.join(' + ')}
      </p>
    </section>
  );
}

function useAccountName(): (account: string) => string {
  const { t } = useTranslation();
  return (account) => {
    const known = ACCOUNTS.find((one) => one === account);
    return known ? t(`account.${known}`) : account;
  };
}

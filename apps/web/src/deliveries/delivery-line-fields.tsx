import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { categoriesQuery } from '../api/queries';
import { readDecimal } from '../decimal';
import { fieldIdOf } from '../layout/error-summary';
import { massWords } from '../mass';
import { amountsText, UNITS } from './amounts';
import { DIFFERENCE_REASONS, type DraftLine, isTyped } from './delivery-draft';

interface Props {
  line: DraftLine;
  index: number;
  isOnly: boolean;
  errorAt: (pointer: string) => string | undefined;
  onChange: (next: Partial<DraftLine>) => void;
  onRemove: () => void;
}

/** One kind of goods: what it is, how many, how heavy, how much of it is damaged. */
export function DeliveryLineFields({ line, index, isOnly, errorAt, onChange, onRemove }: Props) {
  const { t, i18n } = useTranslation();
  const categories = useQuery(categoriesQuery());
  const isUkrainian = i18n.language === 'uk';
  const lineNumber = index + 1;

  /** What each field of the line has in common: where it is, what stands in it, what is wrong. */
  const field = (name: TextField) => ({
    id: fieldIdOf(`/lines/${index}/${name}`),
    value: line[name] ?? '',
    error: errorAt(`/lines/${index}/${name}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });

  return (
    <fieldset className="line-fields">
      <legend>
        {line.announced ? `${lineNumber}. ${line.item}` : t('log.line', { number: lineNumber })}
      </legend>
      {line.announced && <Announced line={line} onChange={onChange} />}
      {!line.isMissing && (
        <>
          <div className="pair pair-stacked">
            <TextInput
              {...field('item')}
              label={t('log.item')}
              description={line.announced ? undefined : t('log.itemHint')}
              maxLength={500}
            />
            <NativeSelect
              {...field('category')}
              label={t('log.category')}
              data={[
                { value: '', label: t('log.choose') },
                ...(categories.data?.items ?? []).map((one) => ({
                  value: one.code,
                  label: isUkrainian ? one.labelUk : one.labelEn,
                })),
              ]}
            />
          </div>
          <div className="pair">
            <MassInput {...field('massKg')} label={t('log.massKg')} />
            <MassInput {...field('damagedMassKg')} label={t('log.damagedMassKg')} />
          </div>
          <div className="pair">
            <TextInput {...field('quantity')} label={t('log.quantity')} inputMode="decimal" />
            <NativeSelect
              {...field('unit')}
              label={t('log.unit')}
              data={[
                { value: '', label: t('log.choose') },
                ...UNITS.map((unit) => ({ value: unit, label: t(`unitName.${unit}`) })),
              ]}
            />
          </div>
        </>
      )}
      {needsReason(line, errorAt(`/lines/${index}/differenceReason`)) && (
        <div className="pair pair-stacked">
          <NativeSelect
            {...field('differenceReason')}
            label={t('log.difference')}
            data={[
              { value: '', label: t('log.choose') },
              ...DIFFERENCE_REASONS.map((one) => ({ value: one, label: t(`difference.${one}`) })),
            ]}
          />
          {line.differenceReason === 'other' && (
            <TextInput
              {...field('differenceNote')}
              label={t('log.differenceNote')}
              maxLength={2000}
            />
          )}
        </div>
      )}
      {!isOnly && !line.announced && (
        <Button variant="subtle" size="sm" onClick={onRemove}>
          {t('log.removeLine', { number: lineNumber })}
        </Button>
      )}
    </fieldset>
  );
}

type TextField =
  | 'category'
  | 'item'
  | 'quantity'
  | 'unit'
  | 'massKg'
  | 'damagedMassKg'
  | 'differenceReason'
  | 'differenceNote';

/** Asked where what was typed is not what was announced, or where the server has asked for it. */
function needsReason(line: DraftLine, error: string | undefined): boolean {
  if (error !== undefined || line.differenceReason) return true;
  if (!line.announced) return false;
  const { massKg, quantity } = line.announced;
  const differs = (typed: string, announced: number | null) => {
    const amount = readDecimal(typed);
    return amount.kind === 'number' && announced !== null && amount.value !== announced;
  };
  return line.isMissing || differs(line.massKg, massKg) || differs(line.quantity, quantity);
}

/** What the sender announced; it becomes what was received only by the receiver's own hand. */
function Announced({ line, onChange }: Pick<Props, 'line' | 'onChange'>) {
  const { t, i18n } = useTranslation();
  const { massKg, quantity } = line.announced!;
  const asAnnounced = {
    massKg: massKg === null ? '' : String(massKg),
    quantity: quantity === null ? '' : String(quantity),
  };
  const isAsAnnounced =
    isTyped(line) &&
    line.massKg === asAnnounced.massKg &&
    line.quantity === asAnnounced.quantity &&
    line.damagedMassKg === '';
  return (
    <>
      <p>
        {t('log.announced', {
          amount: amountsText(
            { ...line.announced!, value: null, currency: null },
            t,
            i18n.language,
          ),
        })}
      </p>
      {!line.isMissing && (
        <Checkbox
          label={t('log.asAnnounced')}
          checked={isAsAnnounced}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? { ...asAnnounced, damagedMassKg: '' }
                : { massKg: '', quantity: '' },
            )
          }
        />
      )}
      <Checkbox
        label={t('log.missing')}
        description={line.isMissing ? t('log.missingHint') : undefined}
        checked={line.isMissing}
        onChange={(event) => onChange({ isMissing: event.currentTarget.checked })}
      />
    </>
  );
}

interface MassInputProps {
  id: string;
  label: string;
  value: string;
  error?: string;
  onChange: (event: { currentTarget: { value: string } }) => void;
}

/** Units are never out of sight: what is typed is said back in words below. */
function MassInput(props: MassInputProps) {
  const { t, i18n } = useTranslation();
  const amount = readDecimal(props.value);
  const words =
    amount.kind === 'number' && amount.value > 0 ? massWords(amount.value, t, i18n.language) : '';
  return (
    <TextInput
      {...props}
      inputMode="decimal"
      autoComplete="off"
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={<span className="said-back">{words || '\u00a0'}</span>}
    />
  );
}

import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Partnership } from '../api/client';
import { useCityName } from '../cities/city-name';
import type { useFormErrors } from '../layout/form-errors';
import type { DraftSignatory } from './step-draft';

interface Props {
  partnership: Partnership;
  signatories: DraftSignatory[];
  form: ReturnType<typeof useFormErrors>;
  onChange: (signatories: DraftSignatory[]) => void;
}

/** Who signed for each of the two cities, and as what. */
export function SignatoryFields({ partnership, signatories, ...rest }: Props) {
  return [partnership.firstCityId, partnership.secondCityId].map((cityId) => (
    <OfCity key={cityId} cityId={cityId} signatories={signatories} {...rest} />
  ));
}

interface OfCityProps extends Omit<Props, 'partnership'> {
  cityId: string;
}

function OfCity({ cityId, signatories, form, onChange }: OfCityProps) {
  const { t } = useTranslation();
  const city = useCityName(cityId);
  const set = (at: number, next: Partial<DraftSignatory>) =>
    onChange(signatories.map((one, index) => (index === at ? { ...one, ...next } : one)));
  const own = signatories.flatMap((one, index) => (one.cityId === cityId ? [{ one, index }] : []));
  return (
    <fieldset className="line-fields">
      <legend>{t('step.signedFor', { city })}</legend>
      {own.map(({ one, index }) => (
        <div key={index} className="pair pair-stacked">
          <TextInput
            id={form.id(`/signatories/${index}/name`)}
            label={t('step.signatoryName')}
            autoComplete="off"
            maxLength={200}
            value={one.name}
            error={form.at(`/signatories/${index}/name`)}
            onChange={(event) => set(index, { name: event.currentTarget.value })}
          />
          <TextInput
            id={form.id(`/signatories/${index}/office`)}
            label={t('step.signatoryOffice')}
            autoComplete="off"
            maxLength={200}
            value={one.office}
            error={form.at(`/signatories/${index}/office`)}
            onChange={(event) => set(index, { office: event.currentTarget.value })}
          />
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="xs"
          onClick={() => onChange([...signatories, { cityId, name: '', office: '' }])}
        >
          + {t('step.addSignatory')}
        </Button>
      </div>
    </fieldset>
  );
}

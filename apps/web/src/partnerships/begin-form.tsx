import { Button, Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answer, api, type Area, type Partnership } from '../api/client';
import { CityName } from '../cities/city-name';
import { today } from '../clock';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { useKept } from '../layout/use-kept';
import { paths } from '../paths';
import { areasQuery } from './queries';

const KINDS = ['twinning', 'cooperation', 'solidarity'] as const;

interface Beginning {
  kind: Partnership['kind'] | '';
  areas: Area[];
  occurredOn: string;
  decidedBy: string;
  decisionNumber: string;
  note: string;
}

/** A partnership begins with the decision on its areas. */
export function BeginForm({ city, partner }: { city: string; partner: string }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const areas = useQuery(areasQuery());
  const form = useFormErrors();
  const { typed, change, forget } = useKept<Beginning>(`begin.${city}.${partner}`, {
    kind: '',
    areas: [],
    occurredOn: today(),
    decidedBy: '',
    decisionNumber: '',
    note: '',
  });
  const begin = useMutation({
    mutationFn: (kind: Partnership['kind']) =>
      answer(
        api.POST('/api/v1/partnerships', {
          body: {
            firstCityId: city,
            secondCityId: partner,
            kind,
            areas: typed.areas,
            occurredOn: typed.occurredOn,
            decidedBy: typed.decidedBy.trim(),
            forCityId: city,
            ...(typed.decisionNumber.trim() !== '' && {
              decisionNumber: typed.decisionNumber.trim(),
            }),
            ...(typed.note.trim() !== '' && { note: typed.note.trim() }),
          },
        }),
      ),
    onSuccess: async ({ id }) => {
      forget();
      await queries.invalidateQueries({ queryKey: ['partnerships'] });
      await navigate(paths.partnership(id));
    },
    onError: form.showRefusal,
  });
  const submit = () => {
    begin.reset();
    const { kind, occurredOn } = typed;
    const found = [
      ...(kind === '' ? [{ pointer: '/kind', message: t('need.tieKind') }] : []),
      ...(typed.areas.length === 0 ? [{ pointer: '/areas', message: t('need.areas') }] : []),
      ...(occurredOn === '' ? [{ pointer: '/occurredOn', message: t('need.decisionDay') }] : []),
      ...(occurredOn > today() ? [{ pointer: '/occurredOn', message: t('need.dayFuture') }] : []),
      ...(typed.decidedBy.trim() === ''
        ? [{ pointer: '/decidedBy', message: t('need.decidedBy') }]
        : []),
    ];
    if (form.show(found) && kind !== '') begin.mutate(kind);
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
      <p>
        <strong>
          <CityName id={city} /> — <CityName id={partner} />
        </strong>
      </p>
      <p className="dim">{t('stepWhat.areas_chosen')}</p>
      <FormErrors form={form} error={begin.error} isKept />
      <fieldset>
        <Radio.Group
          label={t('begin.kind')}
          value={typed.kind}
          error={form.at('/kind')}
          onChange={(kind) => change({ kind: kind as Partnership['kind'] })}
        >
          {KINDS.map((kind, index) => (
            <Radio
              key={kind}
              id={index === 0 ? form.id('/kind') : undefined}
              value={kind}
              label={t(`tieKind.${kind}`)}
              description={t(`tieKindWhat.${kind}`)}
            />
          ))}
        </Radio.Group>
        <Checkbox.Group
          label={t('partnership.areas')}
          description={t('begin.areasHint')}
          value={typed.areas}
          error={form.at('/areas')}
          onChange={(chosen) => change({ areas: chosen as Area[] })}
        >
          <div className="columns">
            {(areas.data?.items ?? []).map(({ code, labelUk, labelEn }, index) => (
              <Checkbox
                key={code}
                id={index === 0 ? form.id('/areas') : undefined}
                value={code}
                label={i18n.language === 'uk' ? labelUk : labelEn}
              />
            ))}
          </div>
        </Checkbox.Group>
        <TextInput
          id={form.id('/occurredOn')}
          type="date"
          label={t('step.occurredOn')}
          max={today()}
          value={typed.occurredOn}
          error={form.at('/occurredOn')}
          onChange={(event) => change({ occurredOn: event.currentTarget.value })}
        />
        <TextInput
          id={form.id('/decidedBy')}
          label={t('step.decidedBy')}
          description={t('step.decidedByHint')}
          maxLength={500}
          value={typed.decidedBy}
          error={form.at('/decidedBy')}
          onChange={(event) => change({ decidedBy: event.currentTarget.value })}
        />
        <TextInput
          id={form.id('/decisionNumber')}
          label={`${t('step.decisionNumber')} (${t('log.optional')})`}
          maxLength={100}
          value={typed.decisionNumber}
          error={form.at('/decisionNumber')}
          onChange={(event) => change({ decisionNumber: event.currentTarget.value })}
        />
        <Textarea
          id={form.id('/note')}
          label={`${t('step.note')} (${t('log.optional')})`}
          rows={2}
          maxLength={5000}
          value={typed.note}
          error={form.at('/note')}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
      </fieldset>
      <div className="submit">
        <Button type="submit" size="lg" loading={begin.isPending}>
          {t('begin.submit')}
        </Button>
      </div>
    </form>
  );
}

import { Button, Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { answer, api, type Partnership, type PartnershipStep } from '../api/client';
import { fieldErrors, fieldInWords, isConflict } from '../api/problem';
import { CityName } from '../cities/city-name';
import { today } from '../clock';
import { citiesOf, useSession } from '../identity/session';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { Heading } from '../layout/heading';
import { PageSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { useKept } from '../layout/use-kept';
import { NotFoundPage } from '../layout/not-found-page';
import { paths } from '../paths';
import type { StepKind } from './next-step';
import { documentsQuery, partnershipQuery } from './queries';
import { SignatoryFields } from './signatory-fields';
import {
  checkStep,
  draftOf,
  emptyStep,
  fieldsOf,
  pointerInStep,
  type StepDraft,
  toStep,
} from './step-draft';

const RECORDABLE = [
  'partner_approached',
  'agreement_drafted',
  'signed',
  'confirmed',
  'denied',
  'suspended',
  'resumed',
  'expired',
  'terminated',
] as const satisfies readonly StepKind[];

/** The next step of a partnership, or a correction of a wrong one. */
export function Component() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const query = useQuery(partnershipQuery(id));
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) {
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  const { shown: partnership, tag } = query.data;
  const corrects = search.get('corrects');
  const corrected = partnership.steps?.find((step) => step.id === corrects);
  const kind = corrected?.kind ?? RECORDABLE.find((one) => one === search.get('kind'));
  if (kind === undefined || (corrects !== null && !corrected)) return <NotFoundPage />;
  return (
    <StepForm
      key={`${kind} ${corrects}`}
      kind={kind}
      partnership={partnership}
      tag={tag}
      corrected={corrected}
      forCity={search.get('city') ?? undefined}
    />
  );
}

interface Props {
  kind: StepKind;
  partnership: Partnership;
  tag: string | undefined;
  corrected: PartnershipStep | undefined;
  forCity: string | undefined;
}

function StepForm({ kind, partnership, tag, corrected, forCity }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useFormErrors();
  const { typed, change, forget } = useKept<StepDraft>(
    `step.${partnership.id}.${kind}.${corrected?.id ?? 'new'}.${forCity ?? ''}`,
    corrected
      ? draftOf(corrected)
      : { ...emptyStep(kind, partnership, today()), forCityId: forCity ?? '' },
  );
  const fields = typed.isWithdrawal ? [] : fieldsOf(kind, partnership.stage);

  const record = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/partnerships/{id}/steps', {
          params: { path: { id: partnership.id }, header: tag ? { 'If-Match': tag } : {} },
          body: toStep(kind, partnership.stage, typed, corrected?.id),
        }),
      ),
    onSuccess: async () => {
      forget();
      await queries.invalidateQueries();
      await navigate(paths.partnership(partnership.id));
    },
    onError: (error) => {
      form.show(
        fieldErrors(error).map(({ pointer, detail }) => ({
          pointer: pointerInStep(typed, pointer),
          message: fieldInWords(detail, t),
        })),
      );
      // Whoever sends again after reading what has changed, sends it on top of that.
      if (isConflict(error)) void queries.invalidateQueries({ queryKey: ['partnership'] });
    },
  });
  const submit = () => {
    record.reset();
    const found = checkStep(kind, partnership, typed, today());
    const isGood = form.show(
      found.map(({ pointer, need }) => ({ pointer, message: t(`need.${need}`) })),
    );
    if (isGood) record.mutate();
  };
  const text = (name: 'decidedBy' | 'decisionNumber' | 'place' | 'inForceFrom' | 'endsOn') => ({
    id: form.id(`/${name}`),
    value: typed[name],
    error: form.at(`/${name}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ [name]: event.currentTarget.value }),
  });
  const optional = (label: string) => `${label} (${t('log.optional')})`;
  const needsReason = typed.isWithdrawal || kind === 'denied' || kind === 'terminated';

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="back">
        <Link to={paths.partnership(partnership.id)}>
          ‹ <CityName id={partnership.firstCityId} /> — <CityName id={partnership.secondCityId} />
        </Link>
      </p>
      <Heading>
        {corrected
          ? t('step.correctTitle', { step: t(`stepName.${kind}`) })
          : t(`nextStep.${kind}`)}
      </Heading>
      <p className="dim">{t(corrected ? 'step.correctWhat' : `stepWhat.${kind}`)}</p>
      <FormErrors form={form} error={record.error} isKept>
        {isConflict(record.error) && (
          <p>
            {t('session.kept')}{' '}
            <Link to={paths.partnership(partnership.id)}>{t('step.seeNow')}</Link>
          </p>
        )}
      </FormErrors>

      <fieldset>
        {corrected && (
          <Radio.Group
            label={t('step.whatIsWrong')}
            value={typed.isWithdrawal ? 'withdraw' : 'correct'}
            onChange={(value) => change({ isWithdrawal: value === 'withdraw' })}
          >
            <Radio value="correct" label={t('step.isInexact')} />
            <Radio value="withdraw" label={t('step.neverWas')} />
          </Radio.Group>
        )}
        <ForWhom
          partnership={partnership}
          author={corrected?.cityId ?? forCity}
          value={typed.forCityId}
          error={form.at('/forCityId')}
          onChange={(forCityId) => change({ forCityId })}
        />
        <TextInput
          id={form.id('/occurredOn')}
          type="date"
          label={t(kind === 'signed' ? 'step.signedOn' : 'step.occurredOn')}
          max={today()}
          value={typed.occurredOn}
          error={form.at('/occurredOn')}
          onChange={(event) => change({ occurredOn: event.currentTarget.value })}
        />
        <TextInput
          {...text('decidedBy')}
          label={t('step.decidedBy')}
          description={t('step.decidedByHint')}
          maxLength={500}
        />
        {fields.includes('decisionNumber') && (
          <TextInput
            {...text('decisionNumber')}
            label={optional(t('step.decisionNumber'))}
            maxLength={100}
          />
        )}
        {fields.includes('place') && (
          <TextInput {...text('place')} label={optional(t('step.place'))} maxLength={200} />
        )}
        {fields.includes('signatories') && (
          <SignatoryFields
            partnership={partnership}
            signatories={typed.signatories}
            form={form}
            onChange={(signatories) => change({ signatories })}
          />
        )}
        {fields.includes('term') && (
          <div className="pair pair-stacked">
            <TextInput
              {...text('inForceFrom')}
              type="date"
              label={optional(t('step.inForceFrom'))}
              description={t('step.inForceFromHint')}
            />
            <TextInput
              {...text('endsOn')}
              type="date"
              label={optional(t('step.endsOn'))}
              description={t('step.endsOnHint')}
            />
          </div>
        )}
        {fields.includes('ministryApproval') && (
          <Radio.Group
            label={
              partnership.kind === 'solidarity'
                ? optional(t('step.ministryApproval'))
                : t('step.ministryApproval')
            }
            description={t('step.ministryHint')}
            value={typed.ministryApproval}
            error={form.at('/ministryApproval')}
            onChange={(ministryApproval) => change({ ministryApproval })}
          >
            {(['not_required', 'required', 'received'] as const).map((value, index) => (
              <Radio
                key={value}
                id={index === 0 ? form.id('/ministryApproval') : undefined}
                value={value}
                label={t(`ministry.${value}`)}
              />
            ))}
          </Radio.Group>
        )}
        {(needsReason || fields.includes('reason')) && (
          <Textarea
            id={form.id('/reason')}
            label={needsReason ? t('step.reason') : optional(t('step.reason'))}
            rows={3}
            maxLength={5000}
            value={typed.reason}
            error={form.at('/reason')}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
        )}
        {fields.includes('documentIds') && (
          <RestsOn
            partnership={partnership}
            chosen={typed.documentIds}
            onChange={(documentIds) => change({ documentIds })}
          />
        )}
        <Textarea
          id={form.id('/note')}
          label={optional(t('step.note'))}
          rows={2}
          maxLength={5000}
          value={typed.note}
          error={form.at('/note')}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
      </fieldset>
      <div className="submit">
        <Button type="submit" size="lg" loading={record.isPending}>
          {corrected ? t('step.correct') : t('step.record')}
        </Button>
      </div>
    </form>
  );
}

interface ForWhomProps {
  partnership: Partnership;
  /** Already said: by the step that is corrected, or by where one came from. */
  author: string | null | undefined;
  value: string;
  error: string | undefined;
  onChange: (cityId: string) => void;
}

/** Asked only of who leads for both cities. */
function ForWhom({ partnership, author, value, error, onChange }: ForWhomProps) {
  const { t } = useTranslation();
  const session = useSession();
  const led = citiesOf(session, 'administrator').filter((id) =>
    [partnership.firstCityId, partnership.secondCityId].includes(id),
  );
  if (author) {
    return (
      <p>
        {t('step.forCity')}: <CityName id={author} />
      </p>
    );
  }
  if (led.length < 2) return null;
  return (
    <Radio.Group label={t('step.forCity')} value={value} error={error} onChange={onChange}>
      {led.map((id) => (
        <Radio key={id} value={id} label={<CityName id={id} />} />
      ))}
    </Radio.Group>
  );
}

interface RestsOnProps {
  partnership: Partnership;
  chosen: string[];
  onChange: (documentIds: string[]) => void;
}

/** The papers that prove it, of those that are kept here. */
function RestsOn({ partnership, chosen, onChange }: RestsOnProps) {
  const { t } = useTranslation();
  const documents = useQuery(documentsQuery(partnership.id));
  const items = documents.data?.items ?? [];
  if (items.length === 0) return <p className="dim">{t('step.noDocuments')}</p>;
  return (
    <Checkbox.Group label={t('step.documents')} value={chosen} onChange={onChange}>
      {items.map(({ id, name, kind }) => (
        <Checkbox key={id} value={id} label={`${name} · ${t(`document.${kind}`)}`} />
      ))}
    </Checkbox.Group>
  );
}

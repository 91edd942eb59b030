import type { Partnership, PartnershipStep, RecordStep } from '../api/client';
import type { Stage, StepKind } from './next-step';

/** One who signed, as typed. */
export interface DraftSignatory {
  cityId: string;
  name: string;
  office: string;
}

/** The form of a step, all as it was typed. */
export interface StepDraft {
  occurredOn: string;
  decidedBy: string;
  decisionNumber: string;
  place: string;
  note: string;
  reason: string;
  inForceFrom: string;
  endsOn: string;
  ministryApproval: string;
  forCityId: string;
  documentIds: string[];
  signatories: DraftSignatory[];
  /** Of a correction: the step did not happen at all. */
  isWithdrawal: boolean;
}

export type StepField =
  | 'decisionNumber'
  | 'place'
  | 'reason'
  | 'term'
  | 'ministryApproval'
  | 'signatories'
  | 'documentIds';

/** What each kind of step is asked for, besides its day, who decided and a note. */
const FIELDS: Record<StepKind, StepField[]> = {
  areas_chosen: ['decisionNumber', 'documentIds'],
  imported: ['term', 'documentIds'],
  partner_approached: ['place', 'documentIds'],
  agreement_drafted: ['decisionNumber', 'ministryApproval', 'documentIds'],
  signed: ['place', 'signatories', 'term', 'documentIds'],
  confirmed: ['documentIds'],
  denied: ['reason', 'documentIds'],
  suspended: ['decisionNumber', 'reason', 'documentIds'],
  resumed: ['decisionNumber', 'documentIds'],
  expired: ['reason', 'documentIds'],
  terminated: ['decisionNumber', 'reason', 'documentIds'],
};

/** An imported tie of which nobody has said a term yet: who confirms it may say it. */
const TERM_OPEN_AT: Stage[] = ['unconfirmed'];

export function fieldsOf(kind: StepKind, stage: Stage): StepField[] {
  const isTermOpen = kind === 'confirmed' && TERM_OPEN_AT.includes(stage);
  return isTermOpen ? ['term', ...FIELDS[kind]] : FIELDS[kind];
}

type Cities = Pick<Partnership, 'firstCityId' | 'secondCityId' | 'kind'>;

export function emptyStep(
  kind: StepKind,
  { firstCityId, secondCityId }: Cities,
  today: string,
): StepDraft {
  const signatory = (cityId: string): DraftSignatory => ({ cityId, name: '', office: '' });
  return {
    occurredOn: today,
    decidedBy: '',
    decisionNumber: '',
    place: '',
    note: '',
    reason: '',
    inForceFrom: '',
    endsOn: '',
    ministryApproval: '',
    forCityId: '',
    documentIds: [],
    signatories: kind === 'signed' ? [signatory(firstCityId), signatory(secondCityId)] : [],
    isWithdrawal: false,
  };
}

/** A correction begins with what stands there. */
export function draftOf(step: PartnershipStep): StepDraft {
  return {
    occurredOn: step.occurredOn ?? '',
    decidedBy: step.decidedBy ?? '',
    decisionNumber: step.decisionNumber ?? '',
    place: step.place ?? '',
    note: step.note ?? '',
    reason: step.reason ?? '',
    inForceFrom: step.inForceFrom ?? '',
    endsOn: step.endsOn ?? '',
    ministryApproval: step.ministryApproval ?? '',
    forCityId: step.cityId ?? '',
    documentIds: step.documentIds ?? [],
    signatories: (step.signatories ?? []).map((one) => ({ ...one })),
    isWithdrawal: false,
  };
}

/** What the form asks for: a key of the catalogue's `need`, at a JSON pointer. */
export interface StepError {
  pointer: string;
  need:
    | 'decisionDay'
    | 'dayFuture'
    | 'decidedBy'
    | 'reason'
    | 'ministry'
    | 'signatoryName'
    | 'signatoryOffice'
    | 'signatories'
    | 'beforeSignature'
    | 'termEnd';
}

/** All that is wrong, in the order of the form. */
export function checkStep(
  kind: StepKind,
  { kind: tieKind, firstCityId, secondCityId }: Cities,
  draft: StepDraft,
  today: string,
): StepError[] {
  const errors: StepError[] = [];
  const need = (pointer: string, what: StepError['need']) => errors.push({ pointer, need: what });
  const { occurredOn, inForceFrom, endsOn } = draft;
  if (occurredOn === '') need('/occurredOn', 'decisionDay');
  else if (occurredOn > today) need('/occurredOn', 'dayFuture');
  if (draft.decidedBy.trim() === '') need('/decidedBy', 'decidedBy');
  const needsReason = draft.isWithdrawal || kind === 'denied' || kind === 'terminated';
  if (needsReason && draft.reason.trim() === '') need('/reason', 'reason');
  if (draft.isWithdrawal) return errors;

  if (kind === 'agreement_drafted' && tieKind !== 'solidarity' && draft.ministryApproval === '') {
    need('/ministryApproval', 'ministry');
  }
  if (kind === 'signed') {
    const named = namedSignatories(draft);
    named.forEach((one) => {
      const index = draft.signatories.indexOf(one);
      if (one.name.trim() === '') need(`/signatories/${index}/name`, 'signatoryName');
      if (one.office.trim() === '') need(`/signatories/${index}/office`, 'signatoryOffice');
    });
    const isMissing = [firstCityId, secondCityId].some(
      (city) => !named.some(({ cityId }) => cityId === city),
    );
    if (tieKind !== 'solidarity' && isMissing) need('/signatories/0/name', 'signatories');
    if (inForceFrom !== '' && inForceFrom < occurredOn) need('/inForceFrom', 'beforeSignature');
  }
  if (endsOn !== '' && endsOn <= (inForceFrom || occurredOn)) need('/endsOn', 'termEnd');
  return errors;
}

/** Rows of which nothing is filled in are not meant. */
const namedSignatories = ({ signatories }: StepDraft): DraftSignatory[] =>
  signatories.filter(({ name, office }) => `${name}${office}`.trim() !== '');

/** The body of the request; call it on a draft without errors only. */
export function toStep(
  kind: StepKind,
  stage: Stage,
  draft: StepDraft,
  correctsId: string | undefined,
): RecordStep {
  const fields = draft.isWithdrawal ? [] : fieldsOf(kind, stage);
  const filled = (
    name: 'note' | 'place' | 'decisionNumber' | 'reason' | 'inForceFrom' | 'endsOn',
  ) => (draft[name].trim() === '' ? {} : { [name]: draft[name].trim() });
  const asked = (field: StepField, part: Partial<RecordStep>) =>
    fields.includes(field) ? part : {};
  const { ministryApproval, documentIds, forCityId } = draft;
  return {
    kind,
    occurredOn: draft.occurredOn,
    decidedBy: draft.decidedBy.trim(),
    ...filled('note'),
    ...(forCityId !== '' && { forCityId }),
    ...(correctsId !== undefined && { correctsId }),
    ...(draft.isWithdrawal && { isWithdrawal: true, ...filled('reason') }),
    ...asked('decisionNumber', filled('decisionNumber')),
    ...asked('place', filled('place')),
    ...asked('reason', filled('reason')),
    ...asked('term', { ...filled('inForceFrom'), ...filled('endsOn') }),
    ...(ministryApproval !== '' &&
      asked('ministryApproval', {
        ministryApproval: ministryApproval as RecordStep['ministryApproval'],
      })),
    ...asked('signatories', {
      signatories: namedSignatories(draft).map(({ cityId, name, office }) => ({
        cityId,
        name: name.trim(),
        office: office.trim(),
      })),
    }),
    ...(documentIds.length > 0 && asked('documentIds', { documentIds })),
  };
}

/** Signatories without a name are not sent, so the server counts without them. */
export function pointerInStep(draft: StepDraft, pointer: string): string {
  const match = /^\/signatories\/(\d+)(.*)$/.exec(pointer);
  if (!match) return pointer === '/signatories' ? '/signatories/0/name' : pointer;
  const sent = namedSignatories(draft).map((one) => draft.signatories.indexOf(one));
  return `/signatories/${sent[Number(match[1])] ?? match[1]}${match[2]}`;
}

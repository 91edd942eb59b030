import { ConflictError, DomainError, isViolationOf } from '@pobratym/platform';
import { Stage, Step, stepsAllowedAt } from './partnership-stage';
import { DocumentNeed } from './step-rules';

export class StepOutOfOrderError extends ConflictError {
  override readonly type = 'step-out-of-order';
  override readonly title = 'This step does not follow from the stage';

  static at(stage: Stage | 'none', step: Step): StepOutOfOrderError {
    const allowed = stepsAllowedAt(stage);
    const next = allowed.length > 0 ? `What may follow: ${allowed.join(', ')}.` : 'It has ended.';
    return new StepOutOfOrderError(
      `A partnership at the stage ${stage} cannot be ${step}. ${next} Somebody else may have` +
        ' recorded a step a moment ago: look at it again.',
      [],
      { stage, allowed },
    );
  }
}

export class StepOutOfTimeError extends ConflictError {
  override readonly type = 'step-out-of-time';
  override readonly title = 'This step is dated before the one that it follows';
}

export class TermSaidTwiceError extends ConflictError {
  override readonly type = 'term-said-twice';
  override readonly title = 'The term of the agreement is said by an earlier step';
}

export class StepCorrectedError extends ConflictError {
  override readonly type = 'step-corrected';
  override readonly title = 'This step has been corrected already';

  constructor(id: string, correctedById: string) {
    super(`Step ${id} was corrected by step ${correctedById}: correct that one.`);
  }
}

export class DocumentMissingError extends ConflictError {
  override readonly type = 'document-missing';
  override readonly title = 'A document is missing for this step';

  constructor(step: Step, missing: DocumentNeed[]) {
    const names = missing.map(({ kind, cityId }) => (cityId ? `${kind} of ${cityId}` : kind));
    super(`Before a partnership can be ${step}, its documents need: ${names.join(', ')}.`, [], {
      missing,
    });
  }
}

export class AggressorStateError extends ConflictError {
  override readonly type = 'aggressor-state';
  override readonly title = 'Nothing new is agreed with a city of an aggressor state';
}

export class PartnershipExistsError extends ConflictError {
  override readonly type = 'partnership-exists';
  override readonly title = 'The two cities have such a partnership already';
}

/** Somebody has recorded a step since the asker looked: `If-Match` names an older one. */
export class PartnershipChangedError extends DomainError {
  readonly status = 412;
  readonly type = 'partnership-changed';
  readonly title = 'The partnership has changed since you looked';

  constructor() {
    super('A step was recorded in the meantime. Read the partnership again, and decide anew.');
  }
}

/** What the database refuses by these rules, in the words of the database. */
const BY_CONSTRAINT = [
  ['partnership_step_in_order', StepOutOfOrderError],
  ['partnership_step_in_time', StepOutOfTimeError],
  ['partnership_term_is_said_once', TermSaidTwiceError],
  ['partnership_not_with_aggressor', AggressorStateError],
] as const;

/** The refusal that a violation stands for; anything else stays what it is. */
export function refusalOfStep(cause: unknown): unknown {
  if (isViolationOf(cause, 'partnership_once')) {
    const detail = 'Another partnership of this kind was begun since: they cannot stand together.';
    return new PartnershipExistsError(detail, [], {}, { cause });
  }
  const found = BY_CONSTRAINT.find(([constraint]) => isViolationOf(cause, constraint));
  if (!found) return cause;
  const { message } = cause as Error;
  return new found[1](`${message[0]!.toUpperCase()}${message.slice(1)}.`, [], {}, { cause });
}

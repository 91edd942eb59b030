import { ConflictError } from '@pobratym/platform';
import { Stage, Step, stepsAllowedAt } from './partnership-stage';

export class StepOutOfOrderError extends ConflictError {
  override readonly type = 'step-out-of-order';
  override readonly title = 'This step does not follow from the stage';

  constructor(stage: Stage | 'none', step: Step, options?: ErrorOptions) {
    const allowed = stepsAllowedAt(stage);
    const next = allowed.length > 0 ? `What may follow: ${allowed.join(', ')}.` : 'It has ended.';
    super(`A partnership at the stage ${stage} cannot be ${step}. ${next}`, [], {}, options);
  }
}

export class StepOutOfTimeError extends ConflictError {
  override readonly type = 'step-out-of-time';
  override readonly title = 'This step is dated before the one that it follows';
}

export class PartnershipExistsError extends ConflictError {
  override readonly type = 'partnership-exists';
  override readonly title = 'The two cities have such a partnership already';
}

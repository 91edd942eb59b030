import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Partnership, PartnershipDocument, PartnershipStep } from '../api/client';
import { CityName } from '../cities/city-name';
import { dayText, instantText } from '../dates';
import { RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { paths } from '../paths';
import { CurrentStep } from './current-step';
import { checklistQuery, documentsQuery } from './queries';

interface Props {
  partnership: Partnership;
  /** Whether the reader belongs to one of the two cities. */
  isParty: boolean;
  /** Those of the two for which the reader leads. */
  led: string[];
}

/** What has happened, what is to be done now with all that it needs, and what comes after. */
export function StepTimeline({ partnership, isParty, led }: Props) {
  const { t, i18n } = useTranslation();
  const checklist = useQuery({
    ...checklistQuery(partnership.id, i18n.language),
    enabled: isParty,
  });
  const documents = useQuery({ ...documentsQuery(partnership.id), enabled: isParty });
  const current = checklist.data?.current ?? null;
  const toCome = (checklist.data?.steps ?? []).filter(({ state }) => state === 'to_come');
  return (
    <ol className="timeline" aria-labelledby="steps">
      {(partnership.steps ?? []).map((step) => (
        <RecordedStep
          key={step.id}
          step={step}
          partnership={partnership}
          documents={documents.data?.items ?? []}
          isLed={led.length > 0}
        />
      ))}
      {checklist.isLoading && (
        <li>
          <RowsSkeleton rows={3} />
        </li>
      )}
      {checklist.isError && (
        <li>
          <ProblemNotice error={checklist.error} onRetry={() => void checklist.refetch()} />
        </li>
      )}
      {current !== null && (
        <li className="step-current" aria-current="step">
          <CurrentStep current={current} partnership={partnership} led={led} />
        </li>
      )}
      {toCome.map(({ step, title }) => (
        <li key={step} className="step-to-come">
          <h3>{title}</h3>
          <p className="dim">{t('partnership.toCome')}</p>
        </li>
      ))}
    </ol>
  );
}

interface RecordedProps {
  step: PartnershipStep;
  partnership: Partnership;
  documents: PartnershipDocument[];
  isLed: boolean;
}

function RecordedStep({ step, partnership, documents, isLed }: RecordedProps) {
  const { t, i18n } = useTranslation();
  const isCorrected = Boolean(step.correctedById);
  const isDead = isCorrected || step.isWithdrawal === true;
  const ownDocuments = documents.filter(({ id }) => step.documentIds?.includes(id));
  return (
    <li className={isDead ? 'step-corrected' : 'step-done'}>
      <h3>
        {t(`stepName.${step.kind}`)}{' '}
        {step.isWithdrawal && <span className="mark">{t('partnership.withdrawal')}</span>}
        {isCorrected && <span className="mark">{t('partnership.corrected')}</span>}
        {step.correctsId !== null && !step.isWithdrawal && (
          <span className="mark">{t('partnership.correction')}</span>
        )}
      </h3>
      <p>
        {dayText(step.occurredOn, step.datePrecision, t, i18n.language)}
        {step.place && `, ${step.place}`}
        {step.cityId !== null && (
          <>
            {' · '}
            <CityName id={step.cityId} />
          </>
        )}
      </p>
      <StepFacts step={step} />
      {ownDocuments.length > 0 && (
        <ul className="plain">
          {ownDocuments.map((document) => (
            <li key={document.id}>
              <a href={paths.document(partnership.id, document.id)}>{document.name}</a>{' '}
              <span className="dim">{t(`document.${document.kind}`)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="dim step-foot">
        {t('partnership.recordedAt', { when: instantText(step.recordedAt, i18n.language) })}
        {isLed && !isCorrected && step.correctedById !== undefined && (
          <>
            {' · '}
            <Link
              to={paths.recordStep(partnership.id, { corrects: step.id })}
              aria-label={t('partnership.correctStep', { step: t(`stepName.${step.kind}`) })}
            >
              {t('partnership.correct')}
            </Link>
          </>
        )}
      </p>
    </li>
  );
}

/** Who decided, by what number, who signed, from when to when, and why. */
function StepFacts({ step }: { step: PartnershipStep }) {
  const { t, i18n } = useTranslation();
  const day = (text: string) => dayText(text, 'day', t, i18n.language);
  const decision = [step.decidedBy, step.decisionNumber && `№ ${step.decisionNumber}`]
    .filter(Boolean)
    .join(', ');
  return (
    <>
      {decision !== '' && <p>{decision}</p>}
      {(step.signatories ?? []).length > 0 && (
        <ul className="plain">
          {step.signatories?.map(({ cityId, name, office }, index) => (
            <li key={index}>
              {name}, {office} · <CityName id={cityId} />
            </li>
          ))}
        </ul>
      )}
      {step.inForceFrom !== null && (
        <p>{t('partnership.inForceFrom', { day: day(step.inForceFrom) })}</p>
      )}
      {step.endsOn !== null && <p>{t('partnership.endsOn', { day: day(step.endsOn) })}</p>}
      {step.ministryApproval && <p>{t(`ministry.${step.ministryApproval}`)}</p>}
      {step.reason && <p>{t('partnership.reason', { reason: step.reason })}</p>}
      {step.note && <p className="dim">{step.note}</p>}
    </>
  );
}

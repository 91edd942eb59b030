import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Partnership } from '../api/client';
import { CityName, useCityName } from '../cities/city-name';
import { dayText } from '../dates';
import { sourceHost } from '../deliveries/city-deliveries-page';
import { citiesOf, useSession } from '../identity/session';
import { Heading } from '../layout/heading';
import { PageSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { SampleBand } from '../layout/sample-band';
import { paths } from '../paths';
import { useAreaName } from './area-name';
import { DocumentsSection } from './documents-section';
import { awaitsWord, otherSteps } from './next-step';
import { partnershipQuery } from './queries';
import { StepTimeline } from './step-timeline';

/** One partnership as both cities see it: where it stands, what is next, and how it came here. */
export function Component() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const session = useSession();
  const query = useQuery(partnershipQuery(id));
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) {
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  const partnership = query.data.shown;
  const isOfTheTwo = (cityId: string) =>
    [partnership.firstCityId, partnership.secondCityId].includes(cityId);
  const led = citiesOf(session, 'administrator').filter(isOfTheTwo);
  const isParty = citiesOf(session, 'coordinator', 'administrator').some(isOfTheTwo);
  return (
    <>
      {partnership.isSample && <SampleBand toReal={paths.partnerships()} />}
      <p className="back">
        <Link to={paths.partnerships({ sample: partnership.isSample })}>
          ‹ {t('partnerships.title')}
        </Link>
      </p>
      <Title partnership={partnership} />
      <Standing partnership={partnership} />
      {led.map((cityId) => (
        <OwnWord key={cityId} partnership={partnership} cityId={cityId} />
      ))}
      <Facts partnership={partnership} />
      <h2 id="steps">{t('partnership.steps')}</h2>
      <StepTimeline partnership={partnership} isParty={isParty} led={led} />
      {isParty && <DocumentsSection partnership={partnership} isLed={led.length > 0} />}
      {led.length > 0 && <OtherSteps partnership={partnership} />}
    </>
  );
}

function Title({ partnership }: { partnership: Partnership }) {
  const first = useCityName(partnership.firstCityId);
  const second = useCityName(partnership.secondCityId);
  return <Heading>{`${first} — ${second}`}</Heading>;
}

/** How sure it is stands before all else. */
function Standing({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation();
  const { stage, deniedBy } = partnership;
  return (
    <>
      <p>
        <span className={`mark mark-stage-${stage}`}>{t(`stage.${stage}`)}</span>{' '}
        {t(`tieKind.${partnership.kind}`)}
      </p>
      {partnership.isClaimedByOneSide && (
        <div className="notice notice-open">
          <h2>{t('partnership.claimed')}</h2>
          {deniedBy.map((cityId) => (
            <DeniedBy key={cityId} cityId={cityId} />
          ))}
          <p>{t('partnership.claimedWhat')}</p>
        </div>
      )}
      {stage === 'unconfirmed' && (
        <div className="notice notice-open">
          <h2>{t('partnership.unconfirmed')}</h2>
          <p>{t('partnership.unconfirmedWhat')}</p>
        </div>
      )}
    </>
  );
}

function DeniedBy({ cityId }: { cityId: string }) {
  const { t } = useTranslation();
  return <p>{t('partnership.deniedBy', { city: useCityName(cityId) })}</p>;
}

/** A city says for itself that it has signed this, or that it has not. */
function OwnWord({ partnership, cityId }: { partnership: Partnership; cityId: string }) {
  const { t } = useTranslation();
  const city = useCityName(cityId);
  if (!awaitsWord(partnership, cityId)) return null;
  const hasDenied = partnership.deniedBy.includes(cityId);
  return (
    <div className="notice">
      <h2>{t('partnership.yourWord', { city })}</h2>
      <p>{t('partnership.yourWordWhat')}</p>
      <div className="actions">
        <Button
          component={Link}
          to={paths.recordStep(partnership.id, { kind: 'confirmed', city: cityId })}
        >
          {t('partnership.confirm')}
        </Button>
        {!hasDenied && (
          <Button
            component={Link}
            variant="default"
            to={paths.recordStep(partnership.id, { kind: 'denied', city: cityId })}
          >
            {t('partnership.deny')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Facts({ partnership }: { partnership: Partnership }) {
  const { t, i18n } = useTranslation();
  const areaName = useAreaName();
  const { signedOn, inForceFrom, endsOn, confirmedBy, areas, sourceUrl } = partnership;
  const day = (text: string) => dayText(text, 'day', t, i18n.language);
  return (
    <dl className="facts">
      {areas.length > 0 && (
        <>
          <dt>{t('partnership.areas')}</dt>
          <dd>{areas.map(areaName).join(', ')}</dd>
        </>
      )}
      {signedOn !== null && (
        <>
          <dt>{t('partnerships.signedOn')}</dt>
          <dd>{day(signedOn)}</dd>
        </>
      )}
      {inForceFrom !== null && (
        <>
          <dt>{t('partnership.inForce')}</dt>
          <dd>
            {endsOn === null
              ? t('statistics.windowFrom', { from: day(inForceFrom) })
              : t('statistics.windowFromTo', { from: day(inForceFrom), to: day(endsOn) })}
          </dd>
        </>
      )}
      {confirmedBy.length > 0 && (
        <>
          <dt>{t('partnership.confirmedBy')}</dt>
          <dd>
            {confirmedBy.map((cityId, index) => (
              <span key={cityId}>
                {index > 0 && ', '}
                <CityName id={cityId} />
              </span>
            ))}
          </dd>
        </>
      )}
      {sourceUrl !== null && (
        <>
          <dt>{t('delivery.source')}</dt>
          <dd>
            <a href={sourceUrl} rel="noreferrer">
              {sourceHost(sourceUrl)}
            </a>
          </dd>
        </>
      )}
    </dl>
  );
}

function OtherSteps({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation();
  const steps = otherSteps(partnership.stage);
  if (steps.length === 0) return null;
  return (
    <section aria-labelledby="other-steps">
      <h2 id="other-steps">{t('partnership.otherSteps')}</h2>
      <p className="actions">
        {steps.map((kind) => (
          <Link key={kind} to={paths.recordStep(partnership.id, { kind })}>
            {t(`nextStep.${kind}`)}
          </Link>
        ))}
      </p>
    </section>
  );
}

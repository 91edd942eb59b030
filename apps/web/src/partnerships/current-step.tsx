import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Checklist, Partnership } from '../api/client';
import { useCityName } from '../cities/city-name';
import { paths } from '../paths';
import { DocumentUpload } from './document-upload';
import { awaitsWord } from './next-step';

type Current = NonNullable<Checklist['current']>;

interface Props {
  current: Current;
  partnership: Partnership;
  /** Those of the two cities for which the reader leads. */
  led: string[];
}

/** The step that is to be done: what it is, who decides, which papers it needs and has. */
export function CurrentStep({ current, partnership, led }: Props) {
  const { t } = useTranslation();
  const isLed = led.length > 0;
  const missing = current.documents.filter(({ isNeeded, isThere }) => isNeeded && !isThere);
  // A yes is given on top of the page, by each city for itself.
  const isWord = current.step === 'confirmed';
  return (
    <>
      <h3>
        {current.title} <span className="mark mark-received">{t('partnership.now')}</span>
      </h3>
      <p>{current.what}</p>
      <p>
        <strong>{t('partnership.whoDecides')}</strong> {current.whoDecides}
      </p>
      {current.tips.length > 0 && (
        <details>
          <summary>{t('partnership.tips')}</summary>
          <ul>
            {current.tips.map((tip) => (
              <li key={tip}>{tip}</li>
            ))}
          </ul>
        </details>
      )}
      {current.papers.length > 0 && <Papers papers={current.papers} partnership={partnership} />}
      {current.documents.length > 0 && (
        <>
          <h4>{t('partnership.needs')}</h4>
          <ul className="checklist">
            {current.documents.map((document) => (
              <CheckedDocument
                key={`${document.kind} ${document.cityId}`}
                document={document}
                partnership={partnership}
                isLed={isLed}
              />
            ))}
          </ul>
        </>
      )}
      {isLed && !isWord && (
        <div className="step-action">
          {missing.length === 0 ? (
            <Button component={Link} to={paths.recordStep(partnership.id, { kind: current.step })}>
              {t(`nextStep.${current.step}`)}
            </Button>
          ) : (
            <>
              <Button disabled>{t(`nextStep.${current.step}`)}</Button>
              <p className="dim">{t('partnership.firstDocuments', { count: missing.length })}</p>
            </>
          )}
        </div>
      )}
      {isWord && isLed && !led.some((cityId) => awaitsWord(partnership, cityId)) && (
        <p className="dim">{t('partnership.otherCitysTurn')}</p>
      )}
      {!isLed && <p className="dim">{t('partnership.notLed')}</p>}
    </>
  );
}

interface PapersProps {
  papers: Current['papers'];
  partnership: Partnership;
}

/** Drafts filled with what is known of both cities, to be finished in a text editor. */
function Papers({ papers, partnership }: PapersProps) {
  const { t } = useTranslation();
  return (
    <>
      <h4>{t('partnership.papers')}</h4>
      <ul className="plain">
        {papers.map(({ kind, title }) => (
          <li key={kind}>
            {title}:{' '}
            <a
              href={paths.paper(partnership.id, kind, 'docx')}
              download
              aria-label={`${title}, DOCX`}
            >
              DOCX
            </a>{' '}
            <a
              href={paths.paper(partnership.id, kind, 'pdf')}
              download
              aria-label={`${title}, PDF`}
            >
              PDF
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

interface CheckedProps {
  document: Current['documents'][number];
  partnership: Partnership;
  isLed: boolean;
}

function CheckedDocument({ document, partnership, isLed }: CheckedProps) {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const city = useCityName(document.cityId);
  const { title, isNeeded, isThere, kind, cityId, documents } = document;
  const name = cityId === null ? title : `${title} (${city})`;
  return (
    <li className={isThere ? 'is-there' : isNeeded ? 'is-missing' : undefined}>
      <div className="row">
        <span>
          {name}{' '}
          <span className="dim nowrap">
            {isThere
              ? t('partnership.isThere')
              : t(isNeeded ? 'partnership.isMissing' : 'partnership.isAdvised')}
          </span>
          {documents.map((one) => (
            <span key={one.id} className="under">
              <a href={paths.document(partnership.id, one.id)}>{one.name}</a>
            </span>
          ))}
        </span>
        {isLed && !isAdding && (
          <Button
            variant="default"
            size="xs"
            aria-label={t('documents.addNamed', { document: name })}
            onClick={() => setAdding(true)}
          >
            {t('documents.add')}
          </Button>
        )}
      </div>
      {isAdding && (
        <DocumentUpload
          partnership={partnership}
          kind={kind}
          cityId={cityId}
          onDone={() => setAdding(false)}
          onCancel={() => setAdding(false)}
        />
      )}
    </li>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Partnership, PartnershipDocument } from '../api/client';
import { CityName } from '../cities/city-name';
import { instantText } from '../dates';
import { RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { number } from '../mass';
import { paths } from '../paths';
import { DocumentUpload } from './document-upload';
import { documentsQuery } from './queries';

/** Every paper of the partnership, whichever step it belongs to. */
export function DocumentsSection({
  partnership,
  isLed,
}: {
  partnership: Partnership;
  isLed: boolean;
}) {
  const { t } = useTranslation();
  const documents = useQuery(documentsQuery(partnership.id));
  const [isAdding, setAdding] = useState(false);
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">{t('documents.title')}</h2>
      {documents.isPending && <RowsSkeleton rows={2} />}
      {documents.isError && (
        <ProblemNotice error={documents.error} onRetry={() => void documents.refetch()} />
      )}
      {documents.data?.items.length === 0 && <p>{t('documents.none')}</p>}
      <ul className="rows">
        {documents.data?.items.map((document) => (
          <DocumentRow key={document.id} document={document} partnership={partnership} />
        ))}
      </ul>
      {isLed &&
        (isAdding ? (
          <DocumentUpload
            partnership={partnership}
            onDone={() => setAdding(false)}
            onCancel={() => setAdding(false)}
          />
        ) : (
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('documents.addAny')}
          </Button>
        ))}
    </section>
  );
}

interface RowProps {
  document: PartnershipDocument;
  partnership: Partnership;
}

function DocumentRow({ document, partnership }: RowProps) {
  const { t, i18n } = useTranslation();
  const { kind, cityId, name, sizeBytes, note, uploadedAt } = document;
  const megabytes = number(Math.max(0.1, Math.round(sizeBytes / 1e5) / 10), i18n.language);
  return (
    <li className="row">
      <div>
        <a href={paths.document(partnership.id, document.id)}>{name}</a>
        <span className="under">
          {t(`document.${kind}`)}
          {cityId !== null && (
            <>
              {' · '}
              <CityName id={cityId} />
            </>
          )}
          {' · '}
          {t('documents.megabytes', { size: megabytes })} · {instantText(uploadedAt, i18n.language)}
        </span>
        {note !== null && <span className="under">{note}</span>}
      </div>
    </li>
  );
}

import { Button, Radio } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Heading } from '../layout/heading';
import { answer, api, type Report } from '../api/client';
import { knownReportId } from '../api/problem';
import { CitySearch, type ChosenCity } from '../cities/city-search';
import { ErrorSummary, fieldIdOf } from '../layout/error-summary';
import { ProblemNotice } from '../layout/problem-notice';
import { paths } from '../paths';

type Field = 'side' | 'city' | 'file';

/** One file, whose it is, and off it goes; what becomes of it is told by its own page. */
export function Component() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const fileInput = useRef<HTMLInputElement>(null);
  const [side, setSide] = useState('');
  const [city, setCity] = useState<ChosenCity | null>(null);
  const [missing, setMissing] = useState<Field[]>([]);

  const upload = useMutation({
    mutationFn: (file: File) => answer(sendReport(side as Report['side'], city?.id, file)),
    onSuccess: (report) => navigate(paths.report(report.id)),
  });

  const submit = () => {
    const file = fileInput.current?.files?.[0];
    const found: Field[] = [];
    if (side === '') found.push('side');
    // A file of public sources names a city in each row; a city's own report is of that city.
    if (side !== 'public_source' && city === null) found.push('city');
    if (!file) found.push('file');
    setMissing(found);
    upload.reset();
    if (file && found.length === 0) upload.mutate(file);
  };
  const errorAt = (field: Field) => (missing.includes(field) ? t(`need.${field}`) : undefined);

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Heading>{t('upload.title')}</Heading>
      <p>{t('upload.intro')}</p>
      <ErrorSummary
        errors={missing.map((field) => ({
          fieldId: fieldIdOf(`/${field}`),
          message: t(`need.${field}`),
        }))}
      />
      {upload.isError && (
        <ProblemNotice error={upload.error} takesFocus>
          {knownReportId(upload.error) !== undefined && (
            <p>
              <Link to={paths.report(knownReportId(upload.error) ?? '')}>
                {t('upload.seeKnown')}
              </Link>
            </p>
          )}
        </ProblemNotice>
      )}

      <Radio.Group label={t('upload.side')} value={side} onChange={setSide} error={errorAt('side')}>
        <Radio id={fieldIdOf('/side')} value="receiver" label={t('upload.sideReceiver')} />
        <Radio value="sender" label={t('upload.sideSender')} />
        <Radio value="public_source" label={t('upload.sidePublic')} />
      </Radio.Group>

      <CitySearch
        id={fieldIdOf('/city')}
        label={
          side === 'public_source' ? `${t('upload.city')} (${t('log.optional')})` : t('upload.city')
        }
        description={side === 'public_source' ? t('upload.cityOptional') : undefined}
        value={city}
        error={errorAt('city')}
        onChange={setCity}
      />

      <div className="file-field">
        <label htmlFor={fieldIdOf('/file')}>{t('upload.file')}</label>
        <p className="dim" id="file-hint">
          {t('upload.fileHint')}
        </p>
        <input
          ref={fileInput}
          id={fieldIdOf('/file')}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          aria-describedby={missing.includes('file') ? 'file-hint file-error' : 'file-hint'}
          aria-invalid={missing.includes('file')}
        />
        {missing.includes('file') && (
          <p className="field-error" id="file-error">
            {t('need.file')}
          </p>
        )}
      </div>

      <details>
        <summary>{t('upload.columns')}</summary>
        <p>{t('upload.columnsText')}</p>
      </details>

      <div className="submit">
        <Button type="submit" size="lg" loading={upload.isPending}>
          {t('upload.submit')}
        </Button>
      </div>
    </form>
  );
}

/** The fields stand before the file, so that the server knows whose it is while the file streams. */
function sendReport(side: Report['side'], cityId: string | undefined, file: File) {
  return api.POST('/api/v1/reports', {
    body: { side, cityId, file: '' },
    bodySerializer: () => {
      const form = new FormData();
      form.append('side', side);
      if (cityId !== undefined) form.append('cityId', cityId);
      form.append('file', file);
      return form;
    },
  });
}

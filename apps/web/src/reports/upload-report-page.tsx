import { Button, Radio } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Heading } from '../layout/heading';
import { answer, api, type Report } from '../api/client';
import { knownReportId } from '../api/problem';
import type { ChosenCity } from '../cities/city-search';
import { OwnCityField } from '../cities/own-city-field';
import { NoRole } from '../identity/no-role';
import {
  asksToSignIn,
  citiesOf,
  hasRole,
  mayEver,
  type Role,
  useSession,
} from '../identity/session';
import { ErrorSummary, fieldIdOf } from '../layout/error-summary';
import { ProblemNotice } from '../layout/problem-notice';
import { paths } from '../paths';

type Field = 'side' | 'city' | 'file';
type Side = Report['side'];
const SIDES = ['receiver', 'sender', 'public_source'] as const satisfies readonly Side[];
const SIDE_WORDS = {
  receiver: 'upload.sideReceiver',
  sender: 'upload.sideSender',
  public_source: 'upload.sidePublic',
} as const;
/** Why it cannot be chosen. */
const SIDE_REASONS = {
  receiver: 'upload.forCoordinators',
  sender: 'upload.forCoordinators',
  public_source: 'upload.forResearchers',
} as const;

/** Who may file a report of each side; a steward's is of no city in particular. */
const ROLES: Record<Side, Role[]> = {
  receiver: ['coordinator'],
  sender: ['coordinator'],
  public_source: ['administrator', 'researcher'],
};

/** Whoever has a role for some kind of report. */
export function Component() {
  const session = useSession();
  const isAllowed = mayEver(session, 'report.file') || mayEver(session, 'source.file');
  return isAllowed ? <UploadForm /> : <NoRole role="coordinator" />;
}

/** One file, whose it is, and off it goes; what becomes of it is told by its own page. */
function UploadForm() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const fileInput = useRef<HTMLInputElement>(null);
  const isSteward = hasRole(session, 'steward');
  const mayFile = (one: Side) =>
    citiesOf(session, ...ROLES[one]).length > 0 || (one === 'public_source' && isSteward);
  const allowed = SIDES.filter(mayFile);
  const [side, setSide] = useState<Side | ''>(allowed.length === 1 ? (allowed[0] ?? '') : '');
  const [city, setCity] = useState<ChosenCity | null>(null);
  const [missing, setMissing] = useState<Field[]>([]);
  const own = side === '' ? [] : citiesOf(session, ...ROLES[side]);
  // A file of public sources names a city in each row; a steward files it for no city.
  const isCityOptional = side === 'public_source' && isSteward;

  const upload = useMutation({
    mutationFn: (file: File) => answer(sendReport(side as Side, city?.id, file)),
    onSuccess: (report) => navigate(paths.report(report.id)),
  });

  const submit = () => {
    const file = fileInput.current?.files?.[0];
    const found: Field[] = [];
    if (side === '') found.push('side');
    if (!isCityOptional && city === null) found.push('city');
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
          {asksToSignIn(upload.error) && <p>{t('session.notKept')}</p>}
          {knownReportId(upload.error) !== undefined && (
            <p>
              <Link to={paths.report(knownReportId(upload.error) ?? '')}>
                {t('upload.seeKnown')}
              </Link>
            </p>
          )}
        </ProblemNotice>
      )}

      <Radio.Group
        label={t('upload.side')}
        value={side}
        error={errorAt('side')}
        onChange={(chosen) => {
          setSide(chosen as Side);
          if (city && !citiesOf(session, ...ROLES[chosen as Side]).includes(city.id)) setCity(null);
        }}
      >
        {SIDES.map((one) => (
          <Radio
            key={one}
            id={one === (allowed[0] ?? 'receiver') ? fieldIdOf('/side') : undefined}
            value={one}
            disabled={!mayFile(one)}
            label={t(SIDE_WORDS[one])}
            description={mayFile(one) ? undefined : t(SIDE_REASONS[one])}
          />
        ))}
      </Radio.Group>

      {own.length > 0 && (
        <OwnCityField
          key={side}
          id={fieldIdOf('/city')}
          label={isCityOptional ? `${t('upload.city')} (${t('log.optional')})` : t('upload.city')}
          description={isCityOptional ? t('upload.cityOptional') : undefined}
          own={own}
          isOptional={isCityOptional}
          value={city}
          error={errorAt('city')}
          onChange={setCity}
        />
      )}

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
function sendReport(side: Side, cityId: string | undefined, file: File) {
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

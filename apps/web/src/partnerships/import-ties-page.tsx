import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api, type TieImport } from '../api/client';
import { NoRole } from '../identity/no-role';
import { mayEver, useSession } from '../identity/session';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { Heading } from '../layout/heading';
import { number } from '../mass';
import { paths } from '../paths';

const COLUMNS =
  'ukrainian_city_id, foreign_city_id, kind, status, since, source_url, note' as const;

/** A list of ties is first tried without storing anything, then entered whole or not at all. */
export function Component() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const form = useFormErrors();
  const fileInput = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);

  const run = useMutation({
    mutationFn: ({ file, dryRun }: { file: File; dryRun: boolean }) =>
      answer(importTies(file, dryRun)),
    onSuccess: async ({ dryRun }) => {
      if (!dryRun) await queries.invalidateQueries();
    },
    onError: form.showRefusal,
  });
  if (!mayEver(session, 'tie.import')) return <NoRole role="steward" />;

  const submit = () => {
    run.reset();
    const found = file ? [] : [{ pointer: '/file', message: t('need.file') }];
    if (form.show(found) && file) run.mutate({ file, dryRun: true });
  };
  const tried = run.data?.dryRun ? run.data : undefined;
  const isReady = tried !== undefined && tried.errorCount === 0 && tried.added > 0;
  const count = (value: number) => ({ count: value, number: number(value, i18n.language) });

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Heading>{t('importTies.title')}</Heading>
      <p>{t('importTies.intro')}</p>
      <FormErrors form={form} error={run.error} />
      {run.data && !run.data.dryRun && (
        <div className="notice notice-settled" role="status">
          <h2>{t('importTies.done', { ties: t('count.ties', count(run.data.added)) })}</h2>
          <p>
            <Link to={paths.partnerships()}>{t('partnerships.title')}</Link>
          </p>
        </div>
      )}
      {tried && <Tried tried={tried} />}
      <div className="file-field">
        <label htmlFor={form.id('/file')}>{t('upload.file')}</label>
        <p className="dim" id="file-hint">
          {t('importTies.fileHint')}
        </p>
        <input
          ref={fileInput}
          id={form.id('/file')}
          type="file"
          accept=".csv,text/csv"
          aria-describedby="file-hint file-error"
          aria-invalid={form.at('/file') !== undefined}
          onChange={(event) => {
            run.reset();
            setFile(event.currentTarget.files?.[0] ?? null);
          }}
        />
        <p className="field-error" id="file-error">
          {form.at('/file')}
        </p>
      </div>
      <details>
        <summary>{t('upload.columns')}</summary>
        <p>
          <code>{COLUMNS}</code>
        </p>
        <p>{t('importTies.columnsText')}</p>
      </details>
      <div className="submit">
        {isReady && file ? (
          <Button
            size="lg"
            loading={run.isPending}
            onClick={() => run.mutate({ file, dryRun: false })}
          >
            {t('importTies.import', { ties: t('count.ties', count(tried.added)) })}
          </Button>
        ) : (
          <Button type="submit" size="lg" loading={run.isPending}>
            {t('importTies.try')}
          </Button>
        )}
      </div>
    </form>
  );
}

function Tried({ tried }: { tried: TieImport }) {
  const { t, i18n } = useTranslation();
  const count = (value: number) => ({ count: value, number: number(value, i18n.language) });
  const isGood = tried.errorCount === 0;
  return (
    <>
      <div
        className={isGood ? 'notice notice-settled' : 'notice notice-problem'}
        role={isGood ? 'status' : 'alert'}
      >
        <h2>
          {isGood
            ? t('importTies.good')
            : t('importTies.bad', { errors: t('count.errors', count(tried.errorCount)) })}
        </h2>
        <p>
          {t('importTies.found', {
            rows: t('count.rows', count(tried.rows)),
            added: number(tried.added, i18n.language),
            known: number(tried.known, i18n.language),
          })}
        </p>
        <p>{t('importTies.nothingStored')}</p>
      </div>
      {tried.errors.length > 0 && (
        <table className="table table-stacked">
          <caption>
            {tried.errorCount > tried.errors.length
              ? t('importTies.firstErrors', { shown: tried.errors.length })
              : t('report.errors')}
          </caption>
          <thead>
            <tr>
              <th scope="col" className="num">
                {t('report.row')}
              </th>
              <th scope="col">{t('report.column')}</th>
              <th scope="col">{t('report.written')}</th>
              <th scope="col">{t('report.expected')}</th>
            </tr>
          </thead>
          <tbody>
            {tried.errors.map((error, index) => (
              <tr key={index}>
                <th scope="row" className="num" data-heading={t('report.row')}>
                  {error.row ? number(error.row, i18n.language) : t('report.wholeFile')}
                </th>
                <td data-heading={t('report.column')}>
                  {error.column === null ? '—' : <code>{error.column}</code>}
                </td>
                <td data-heading={t('report.written')}>
                  {error.value ? <q>{error.value}</q> : <i>{t('report.nothing')}</i>}
                </td>
                {/* What the API says of a row is English. */}
                <td data-heading={t('report.expected')} lang="en">
                  {error.detail}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function importTies(file: File, dryRun: boolean) {
  return api.POST('/api/v1/ties/import', {
    params: { query: { dryRun } },
    body: { file: '' },
    bodySerializer: () => {
      const form = new FormData();
      form.append('file', file);
      return form;
    },
  });
}

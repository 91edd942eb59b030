import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Heading } from '../layout/heading';
import { answer, api } from '../api/client';
import { asksForPartnership, fieldErrors, fieldInWords, isRecordedAlready } from '../api/problem';
import { CitySearch } from '../cities/city-search';
import { OwnCityField } from '../cities/own-city-field';
import { today } from '../clock';
import { NoRole } from '../identity/no-role';
import { citiesOf, useSession } from '../identity/session';
import { ErrorSummary, fieldIdOf } from '../layout/error-summary';
import { ProblemNotice } from '../layout/problem-notice';
import { massWords, number } from '../mass';
import { paths } from '../paths';
import {
  checkDraft,
  type DeliveryDraft,
  type DraftLine,
  emptyLine,
  toRequest,
  typedMassKg,
} from './delivery-draft';
import { DeliveryLineFields } from './delivery-line-fields';
import { forgetKeptDraft, hasContent, useKeptDraft } from './kept-draft';
import { ShipmentChoice } from './shipment-choice';

interface FieldMessage {
  pointer: string;
  message: string;
}

/** What arrived is recorded by the coordinators of the city that it arrived in. */
export function Component() {
  const own = citiesOf(useSession(), 'coordinator');
  return own.length === 0 ? <NoRole role="coordinator" /> : <DeliveryForm own={own} />;
}

/** The form that a coordinator fills in a warehouse: what arrived, from whom, when, how much. */
function DeliveryForm({ own }: { own: string[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { draft, setDraft, wasRestored, startOver } = useKeptDraft();
  const [errors, setErrors] = useState<FieldMessage[]>([]);

  const record = useMutation({
    // The draft's id is the key of the request, so a retry after a lost answer records nothing new.
    mutationFn: (sent: DeliveryDraft) =>
      answer(
        api.POST('/api/v1/deliveries', {
          headers: { 'Idempotency-Key': sent.id },
          body: toRequest(sent),
        }),
      ),
    onSuccess: async (delivery) => {
      forgetKeptDraft();
      await queries.invalidateQueries();
      await navigate(paths.deliveryRecorded(delivery.id));
    },
    onError: (error) =>
      setErrors(
        fieldErrors(error).map(({ pointer, detail }) => ({
          pointer,
          message: fieldInWords(detail, t),
        })),
      ),
  });

  const submit = () => {
    record.reset();
    const found = checkDraft(draft, today());
    setErrors(found.map(({ pointer, need }) => ({ pointer, message: t(`need.${need}`) })));
    if (found.length === 0) record.mutate(draft);
  };
  const change = (next: Partial<DeliveryDraft>) => setDraft({ ...draft, ...next });
  const changeLine = (key: string, next: Partial<DraftLine>) =>
    change({ lines: draft.lines.map((line) => (line.key === key ? { ...line, ...next } : line)) });
  const errorAt = (pointer: string) => errors.find((one) => one.pointer === pointer)?.message;

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Heading>{t('log.title')}</Heading>
      <p className="dim">{t('log.intro')}</p>
      {wasRestored && hasContent(draft) && (
        <Restored lines={draft.lines.length} onStartOver={startOver} />
      )}
      <ErrorSummary errors={errors.map((one) => said(one, t))} />
      {record.isError && errors.length === 0 && (
        <ProblemNotice error={record.error} takesFocus>
          {isRecordedAlready(record.error) ? (
            <p>
              <Link to={paths.delivery(draft.id)}>{t('log.seeRecorded')}</Link>
            </p>
          ) : (
            <p>{t('log.kept')}</p>
          )}
        </ProblemNotice>
      )}

      <fieldset>
        <legend>{t('log.where')}</legend>
        <OwnCityField
          id={fieldIdOf('/receivingCityId')}
          label={t('log.receivingCity')}
          own={own}
          value={draft.receivingCity}
          error={errorAt('/receivingCityId')}
          onChange={(receivingCity) => change({ receivingCity })}
        />
        <CitySearch
          id={fieldIdOf('/sendingCityId')}
          label={t('log.sendingCity')}
          value={draft.sendingCity}
          error={errorAt('/sendingCityId')}
          onChange={(sendingCity) => change({ sendingCity })}
        />
        <ShipmentChoice draft={draft} onChange={setDraft} />
        <div className="pair pair-stacked">
          <TextInput
            id={fieldIdOf('/receivedOn')}
            type="date"
            label={t('log.date')}
            max={today()}
            value={draft.receivedOn}
            error={errorAt('/receivedOn')}
            onChange={(event) => change({ receivedOn: event.currentTarget.value })}
          />
          <TextInput
            id={fieldIdOf('/reference')}
            label={`${t('log.reference')} (${t('log.optional')})`}
            maxLength={200}
            value={draft.reference}
            error={errorAt('/reference')}
            onChange={(event) => change({ reference: event.currentTarget.value })}
          />
        </div>
        {(draft.isOutsidePartnership || asksForPartnership(record.error)) && (
          <Checkbox
            id={fieldIdOf('/isOutsidePartnership')}
            label={t('log.outside')}
            description={t('log.outsideHint')}
            checked={draft.isOutsidePartnership}
            error={errorAt('/isOutsidePartnership')}
            onChange={(event) => change({ isOutsidePartnership: event.currentTarget.checked })}
          />
        )}
      </fieldset>

      <h2 id={fieldIdOf('/lines')} tabIndex={-1}>
        {t('log.what')}
      </h2>
      {draft.lines.map((line, index) => (
        <DeliveryLineFields
          key={line.key}
          line={line}
          index={index}
          isOnly={draft.lines.length === 1}
          errorAt={errorAt}
          onChange={(next) => changeLine(line.key, next)}
          onRemove={() => change({ lines: draft.lines.filter((one) => one.key !== line.key) })}
        />
      ))}
      <Button
        variant="default"
        onClick={() => change({ lines: [...draft.lines, emptyLine(nextKey(draft))] })}
      >
        + {t('log.addLine')}
      </Button>

      <Submit draft={draft} isSending={record.isPending} />
    </form>
  );
}

/** The one primary action, at the thumb on a phone, with what it is about to record. */
function Submit({ draft, isSending }: { draft: DeliveryDraft; isSending: boolean }) {
  const { t, i18n } = useTranslation();
  const massKg = typedMassKg(draft);
  return (
    <div className="submit">
      {massKg > 0 && (
        <p>
          {t('log.total')} <strong>{massWords(massKg, t, i18n.language)}</strong>
        </p>
      )}
      <Button type="submit" size="lg" loading={isSending}>
        {t('log.submit')}
      </Button>
    </div>
  );
}

/** Erasing is asked twice, in figures, and never on one key. */
function Restored({ lines, onStartOver }: { lines: number; onStartOver: () => void }) {
  const { t, i18n } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const count = t('count.lines', { count: lines, number: number(lines, i18n.language) });
  return (
    <div className="notice" role="status">
      {isAsked ? (
        <>
          <p>{t('log.startOverSure', { lines: count })}</p>
          <Button variant="default" onClick={onStartOver}>
            {t('log.startOverYes')}
          </Button>{' '}
          <Button variant="default" onClick={() => setAsked(false)}>
            {t('log.startOverNo')}
          </Button>
        </>
      ) : (
        <>
          <p>{t('log.restored')}</p>
          <Button variant="default" onClick={() => setAsked(true)}>
            {t('log.startOver')}
          </Button>
        </>
      )}
    </div>
  );
}

function said({ pointer, message }: FieldMessage, t: TFunction) {
  const line = /^\/lines\/(\d+)/.exec(pointer)?.[1];
  return {
    fieldId: fieldIdOf(pointer),
    message:
      line === undefined ? message : t('log.lineField', { number: Number(line) + 1, message }),
  };
}

function nextKey(draft: DeliveryDraft): string {
  const numbers = draft.lines.map((line) => Number(line.key)).filter(Number.isFinite);
  return String(Math.max(0, ...numbers) + 1);
}

import { Button, NativeSelect, Progress, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Partnership, PartnershipDocument } from '../api/client';
import { useCityName } from '../cities/city-name';
import { FormErrors, useFormErrors } from '../layout/form-errors';
import { documentFault } from '../api/problem';
import { uploadDocument } from './upload-document';

export const DOCUMENT_KINDS = [
  'council_decision',
  'letter_of_intent',
  'draft_agreement',
  'explanatory_note',
  'ministry_approval',
  'agreement',
  'signed_letter',
  'termination',
  'other',
] as const satisfies readonly PartnershipDocument['kind'][];
const SIZE_BYTES_MAX = 20 * 1024 * 1024;

interface Props {
  partnership: Partnership;
  /** Said by the checklist; absent: asked for. */
  kind?: PartnershipDocument['kind'];
  /** Whose it must be; null: of whichever city. Absent: asked for. */
  cityId?: string | null;
  onDone: () => void;
  onCancel: () => void;
}

/** One file and what it is; how far it has gone is told while it goes. */
export function DocumentUpload({ partnership, kind, cityId, onDone, onCancel }: Props) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const form = useFormErrors(`document-${kind ?? 'any'}-${cityId ?? 'both'}-`);
  const fileInput = useRef<HTMLInputElement>(null);
  const [chosenKind, setChosenKind] = useState<string>(kind ?? '');
  const [chosenCity, setChosenCity] = useState(cityId ?? '');
  const [note, setNote] = useState('');
  const [sentPart, setSentPart] = useState(0);

  const upload = useMutation({
    mutationFn: (file: File) =>
      uploadDocument(
        partnership.id,
        {
          kind: chosenKind as PartnershipDocument['kind'],
          ...(chosenCity !== '' && { cityId: chosenCity }),
          ...(note.trim() !== '' && { note: note.trim() }),
          file,
        },
        setSentPart,
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['partnership', partnership.id] });
      onDone();
    },
    onError: (error) => {
      const fault = documentFault(error);
      if (fault === null) form.showRefusal(error);
      else form.show([{ pointer: '/file', message: t(`documentFault.${fault}`) }]);
    },
  });

  const submit = () => {
    upload.reset();
    setSentPart(0);
    const file = fileInput.current?.files?.[0];
    const found = [
      ...(chosenKind === '' ? [{ pointer: '/kind', message: t('need.documentKind') }] : []),
      ...(!file ? [{ pointer: '/file', message: t('need.document') }] : []),
      ...(file && file.size > SIZE_BYTES_MAX
        ? [{ pointer: '/file', message: t('need.documentSmaller') }]
        : []),
    ];
    if (form.show(found) && file) upload.mutate(file);
  };
  const fileError = form.at('/file');
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(sentPart);

  return (
    <form
      className="form upload"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FormErrors form={form} error={upload.error} />
      {kind === undefined && (
        <NativeSelect
          id={form.id('/kind')}
          label={t('documents.kind')}
          value={chosenKind}
          error={form.at('/kind')}
          onChange={(event) => setChosenKind(event.currentTarget.value)}
          data={[
            { value: '', label: t('log.choose') },
            ...DOCUMENT_KINDS.map((value) => ({ value, label: t(`document.${value}`) })),
          ]}
        />
      )}
      {cityId === undefined && (
        <WhosePaper partnership={partnership} value={chosenCity} onChange={setChosenCity} />
      )}
      <div className="file-field">
        <label htmlFor={form.id('/file')}>{t('documents.file')}</label>
        <p className="dim" id={form.id('/file-hint')}>
          {t('documents.fileHint')}
        </p>
        <input
          ref={fileInput}
          id={form.id('/file')}
          type="file"
          accept=".pdf,.docx,.jpg,.jpeg,.png,.webp"
          aria-describedby={`${form.id('/file-hint')} ${form.id('/file-error')}`}
          aria-invalid={fileError !== undefined}
        />
        <p className="field-error" id={form.id('/file-error')}>
          {fileError}
        </p>
      </div>
      {kind === undefined && (
        <TextInput
          id={form.id('/note')}
          label={`${t('step.note')} (${t('log.optional')})`}
          maxLength={500}
          value={note}
          error={form.at('/note')}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      {upload.isPending && (
        <div role="status">
          <p>
            {sentPart < 1 ? t('documents.sending', { part: percent }) : t('documents.checking')}
          </p>
          <Progress
            value={sentPart * 100}
            aria-label={t('documents.progress')}
            animated={sentPart === 1}
          />
        </div>
      )}
      <div className="actions">
        <Button type="submit" variant="default" loading={upload.isPending}>
          {t('documents.send')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('myAccount.cancel')}
        </Button>
      </div>
    </form>
  );
}

interface WhoseProps {
  partnership: Partnership;
  value: string;
  onChange: (cityId: string) => void;
}

function WhosePaper({ partnership, value, onChange }: WhoseProps) {
  const { t } = useTranslation();
  const first = useCityName(partnership.firstCityId);
  const second = useCityName(partnership.secondCityId);
  return (
    <NativeSelect
      label={t('documents.whose')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t('documents.ofBoth') },
        { value: partnership.firstCityId, label: first },
        { value: partnership.secondCityId, label: second },
      ]}
    />
  );
}

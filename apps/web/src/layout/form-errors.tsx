import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors, fieldInWords } from '../api/problem';
import { asksToSignIn } from '../identity/session';
import { ErrorSummary, fieldIdOf } from './error-summary';
import { ProblemNotice } from './problem-notice';

export interface FieldMessage {
  /** JSON pointer into what is sent. */
  pointer: string;
  message: string;
}

/**
 * What is wrong with a form, whether the page has found it or the API.
 * @param name keeps the fields of several forms on one page apart
 */
export function useFormErrors(name = '') {
  const { t } = useTranslation();
  const [errors, setErrors] = useState<FieldMessage[]>([]);
  return {
    errors,
    /** The id of the field of this pointer. */
    id: (pointer: string) => name + fieldIdOf(pointer),
    at: (pointer: string) => errors.find((one) => one.pointer === pointer)?.message,
    /** @returns whether nothing is wrong */
    show: (found: FieldMessage[]): boolean => {
      setErrors(found);
      return found.length === 0;
    },
    showRefusal: (error: unknown) =>
      setErrors(
        fieldErrors(error).map(({ pointer, detail }) => ({
          pointer,
          message: fieldInWords(detail, t),
        })),
      ),
  };
}

interface Props {
  form: ReturnType<typeof useFormErrors>;
  /** What the API has answered. */
  error: unknown;
  /** What was typed is there again after signing in: see `useKept`. */
  isKept?: boolean;
  children?: ReactNode;
}

/** On top of a form: each wrong field with a link to it, or why the whole was refused. */
export function FormErrors({ form, error, isKept = false, children }: Props) {
  const { t } = useTranslation();
  if (form.errors.length > 0) {
    return (
      <ErrorSummary
        errors={form.errors.map(({ pointer, message }) => ({
          fieldId: form.id(pointer),
          message,
        }))}
      />
    );
  }
  if (!error) return null;
  return (
    <ProblemNotice error={error} takesFocus>
      {asksToSignIn(error) && <p>{t(isKept ? 'session.kept' : 'session.notKept')}</p>}
      {children}
    </ProblemNotice>
  );
}

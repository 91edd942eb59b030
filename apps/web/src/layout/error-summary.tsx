import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../mass';

export interface SaidError {
  /** The id of the field that it stands at. */
  fieldId: string;
  message: string;
}

/** A JSON pointer as the id of its field: `/lines/0/massKg` → `field-lines-0-massKg`. */
export function fieldIdOf(pointer: string): string {
  return 'field' + pointer.replaceAll('/', '-');
}

/** Every error once on top, each a link to its field, where it is said again. */
export function ErrorSummary({ errors }: { errors: SaidError[] }) {
  const { t, i18n } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [errors]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className="notice notice-problem">
      <h2>
        {t('log.errorSummary', {
          count: errors.length,
          number: number(errors.length, i18n.language),
        })}
      </h2>
      <ul>
        {errors.map(({ fieldId, message }) => (
          <li key={fieldId + message}>
            <a
              href={`#${fieldId}`}
              onClick={(event) => {
                const field = document.getElementById(fieldId);
                if (field === null) return;
                event.preventDefault();
                field.focus();
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

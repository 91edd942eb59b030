import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  id: string;
  label: string;
  description?: string;
  error?: string;
  value: string;
  autoComplete: 'current-password' | 'new-password';
  onChange: (password: string) => void;
}

/** One field, which may be made readable: a second one to type it again tells nothing more. */
export function PasswordField({ onChange, ...field }: Props) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  return (
    <div>
      <TextInput
        {...field}
        type={isShown ? 'text' : 'password'}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Checkbox
        label={t('signIn.showPassword')}
        checked={isShown}
        onChange={(event) => setShown(event.currentTarget.checked)}
      />
    </div>
  );
}

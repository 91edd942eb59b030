import { Shown, TextField } from '@pobratym/platform';
import { Language, LANGUAGES } from '../../sign-in/dto/account.dto';
import { PASSWORD_TEXT_LENGTH_MAX } from '../../sign-in/password/password-rules';
import { LETTER_KINDS, LetterKind } from '../letter';

export class AskResetDto {
  @TextField(254, { example: 'olena@example.org' }) email!: string;
}

export class LookAtLetterDto {
  @TextField(100, { description: 'the last part of the link' }) letter!: string;
}

export class UseLetterDto extends LookAtLetterDto {
  @TextField(PASSWORD_TEXT_LENGTH_MAX, { description: 'the new one' }) password!: string;
  @TextField(200, { optional: true, description: 'of an invitation: the name, put right' })
  name?: string;
}

export class LetterDto {
  @Shown({ enum: LETTER_KINDS }) kind!: LetterKind;
  @Shown() email!: string;
  @Shown() name!: string;
  @Shown({ enum: LANGUAGES }) language!: Language;
}

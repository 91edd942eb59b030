import { Matches, MaxLength } from 'class-validator';
import { CityIdField, Shown, ShownOrNull, TextField } from '@pobratym/platform';

export const PROVIDER_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export class AddProviderDto {
  @MaxLength(60, { message: 'must be at most 60 characters' })
  @Matches(PROVIDER_ID, { message: 'must be lower-case letters, digits and -' })
  @TextField(60, { example: 'drohobych-hall', description: 'part of the redirect URI' })
  id!: string;
  @CityIdField({ description: 'it speaks for people of this city alone' }) cityId!: string;
  @TextField(100, { example: 'Drohobych city hall' }) name!: string;
  @TextField(500, { example: 'https://id.drohobych.example' }) issuer!: string;
  @TextField(200) clientId!: string;
  @TextField(500, { description: 'kept sealed, never shown again' }) clientSecret!: string;
}

/** What the sign-in page shows: a button each. */
export class ProviderDto {
  @Shown() id!: string;
  @Shown() name!: string;
  @Shown() cityId!: string;
}

export class ProviderPage {
  @Shown({ type: [ProviderDto] }) items!: ProviderDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}

export class WholeProviderDto extends ProviderDto {
  @Shown() issuer!: string;
  @Shown() clientId!: string;
  @Shown({ description: 'to be registered with the provider' }) redirectUri!: string;
}

export class WholeProviderPage {
  @Shown({ type: [WholeProviderDto] }) items!: WholeProviderDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}

import { INestApplicationContext } from '@nestjs/common';
import { INSTALLATION, letterUrl, PeopleService } from '@pobratym/identity';
import { CONFIG, Config } from '@pobratym/platform';

/** Invites a steward, and says the link to who runs the machine, since mail may not work yet. */
export async function inviteFirstSteward(
  app: INestApplicationContext,
  email: string,
): Promise<string> {
  const id = await app.get(PeopleService).inviteSteward(INSTALLATION, email);
  const link = letterUrl(app.get<Config>(CONFIG), { id, kind: 'invitation' });
  return `A steward is invited; good once, for seven days: ${link}`;
}

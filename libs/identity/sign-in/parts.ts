import { TokensController } from '../tokens/tokens.controller';
import { TokensService } from '../tokens/tokens.service';
import { AccountController } from './account/account.controller';
import { AccountService } from './account/account.service';
import { Attempts } from './attempts';
import { Passwords } from './password/passwords';
import { SecondFactorController } from './second-factor/second-factor.controller';
import { SecondFactorService } from './second-factor/second-factor.service';
import { SessionController } from './session.controller';
import { SessionView } from './session-view';
import { Sessions } from './sessions';
import { SignInService } from './sign-in.service';

export const SIGN_IN_CONTROLLERS = [
  SessionController,
  AccountController,
  SecondFactorController,
  TokensController,
];

export const SIGN_IN_PROVIDERS = [
  Attempts,
  Passwords,
  Sessions,
  SessionView,
  SecondFactorService,
  SignInService,
  AccountService,
  TokensService,
];

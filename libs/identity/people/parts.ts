import { LettersController } from './letters.controller';
import { LettersService } from './letters.service';
import { OwnDataController } from './own-data.controller';
import { OwnDataService } from './own-data.service';
import { PeopleController } from './people.controller';
import { PeopleService } from './people.service';

// One's own routes first: /users/me/… must not be taken for a person of the id "me".
export const PEOPLE_CONTROLLERS = [LettersController, OwnDataController, PeopleController];
export const PEOPLE_PROVIDERS = [LettersService, OwnDataService, PeopleService];

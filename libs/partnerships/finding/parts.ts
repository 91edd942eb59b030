import { CitiesModule } from '@pobratym/cities';
import { PapersModule } from '@pobratym/papers';
import { GuidePapersController } from '../guide-papers.controller';
import { GuidePapersService } from '../guide-papers.service';
import { GuideController } from '../guide.controller';
import { GuideService } from '../guide.service';
import { TieImportController } from '../tie-import.controller';
import { TieImportService } from '../tie-import.service';
import { AreasController } from './areas.controller';
import { CityAreasService } from './city-areas.service';
import { FindingController } from './finding.controller';
import { FindingService } from './finding.service';
import { GateController } from './gate.controller';
import { GateService } from './gate.service';

/** What the module of partnerships takes in for finding a partner and for help on the way. */
export const FINDING_IMPORTS = [CitiesModule, PapersModule];

export const FINDING_CONTROLLERS = [
  GateController,
  AreasController,
  FindingController,
  TieImportController,
  GuideController,
  GuidePapersController,
];

export const FINDING_PROVIDERS = [
  GateService,
  CityAreasService,
  FindingService,
  TieImportService,
  GuideService,
  GuidePapersService,
];

import { CreatePlacesAndCodeLists1763900000001 } from './1763900000001-create-places-and-code-lists';
import { CreatePartnerships1763900000002 } from './1763900000002-create-partnerships';
import { CreateLedger1763900000003 } from './1763900000003-create-ledger';
import { CreateShipmentsAndDeliveries1763900000004 } from './1763900000004-create-shipments-and-deliveries';
import { CreateReportsAndMatches1763900000005 } from './1763900000005-create-reports-and-matches';
import { CreatePeopleAndAudit1763900000006 } from './1763900000006-create-people-and-audit';
import { FoldPartnershipSteps1763900000007 } from './1763900000007-fold-partnership-steps';
import { StoreDocuments1763900000008 } from './1763900000008-store-documents';
import { DescribeCities1763900000009 } from './1763900000009-describe-cities';
import { CompleteTheLedger1763900000010 } from './1763900000010-complete-the-ledger';
import { RememberCategories1763900000011 } from './1763900000011-remember-categories';
import { KeepAidDocuments1763900000012 } from './1763900000012-keep-aid-documents';
import { KeepNotices1763900000013 } from './1763900000013-keep-notices';
import { FollowAidToItsEnd1763900000014 } from './1763900000014-follow-aid-to-its-end';
import { RememberRequests1763900000015 } from './1763900000015-remember-requests';
import { WatchTheQueues1763900000016 } from './1763900000016-watch-the-queues';
import { TellSourcesOfReports1763900000017 } from './1763900000017-tell-sources-of-reports';
import { HoldCorrectionsToTheRules1763900000018 } from './1763900000018-hold-corrections-to-the-rules';
import { RememberWhatWasAsked1763900000019 } from './1763900000019-remember-what-was-asked';
import { WeighMatches1763900000020 } from './1763900000020-weigh-matches';

/** In the order of their numbers; one that has landed is never edited. */
export const migrations = [
  CreatePlacesAndCodeLists1763900000001,
  CreatePartnerships1763900000002,
  CreateLedger1763900000003,
  CreateShipmentsAndDeliveries1763900000004,
  CreateReportsAndMatches1763900000005,
  CreatePeopleAndAudit1763900000006,
  FoldPartnershipSteps1763900000007,
  StoreDocuments1763900000008,
  DescribeCities1763900000009,
  CompleteTheLedger1763900000010,
  RememberCategories1763900000011,
  KeepAidDocuments1763900000012,
  KeepNotices1763900000013,
  FollowAidToItsEnd1763900000014,
  RememberRequests1763900000015,
  WatchTheQueues1763900000016,
  TellSourcesOfReports1763900000017,
  HoldCorrectionsToTheRules1763900000018,
  RememberWhatWasAsked1763900000019,
  WeighMatches1763900000020,
];

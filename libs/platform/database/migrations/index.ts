import { CreatePlacesAndCodeLists1763900000001 } from './1763900000001-create-places-and-code-lists';
import { CreatePartnerships1763900000002 } from './1763900000002-create-partnerships';
import { CreateLedger1763900000003 } from './1763900000003-create-ledger';
import { CreateShipmentsAndDeliveries1763900000004 } from './1763900000004-create-shipments-and-deliveries';
import { CreateReportsAndMatches1763900000005 } from './1763900000005-create-reports-and-matches';

/** In the order of their numbers; one that has landed is never edited. */
export const migrations = [
  CreatePlacesAndCodeLists1763900000001,
  CreatePartnerships1763900000002,
  CreateLedger1763900000003,
  CreateShipmentsAndDeliveries1763900000004,
  CreateReportsAndMatches1763900000005,
];

import { Module } from '@nestjs/common';
import { LedgerService } from './ledger.service';

/**
 * The books: each entry moves an amount from one account of a line to another, so they balance by
 * construction. Entries are never changed; the database holds the signs of all balances. The
 * ledger knows no shipment: a line is an id to it.
 */
@Module({ providers: [LedgerService], exports: [LedgerService] })
export class LedgerModule {}

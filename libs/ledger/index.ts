export { AccountDto, AccountTotalsDto, BalanceDto, LedgerDto, LedgerEntryDto } from './ledger.dto';
export * from './ledger.module';
export * from './ledger.service';

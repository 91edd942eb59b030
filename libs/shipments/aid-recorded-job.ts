import { JobType } from '@pobratym/platform';

export interface AidRecorded {
  partnershipIds: string[];
  reportId: string | null;
  /** Lines of shipments of which something was stated, moved or corrected. */
  lineIds?: string[];
}

/**
 * Sent when a shipment or delivery has been recorded: what belongs together may now be found.
 * Worked off by reconciliation; named here because both sides send it.
 */
export const AID_RECORDED: JobType<AidRecorded> = {
  queue: 'aid-recorded',
};

import { JobType } from '@pobratym/platform';

/**
 * Sent when a shipment or delivery has been recorded: what belongs together may now be found.
 * Worked off by reconciliation; named here because both sides send it.
 */
export const AID_RECORDED: JobType<{ partnershipIds: string[]; reportId: string | null }> = {
  queue: 'aid-recorded',
};

import type { CatalogueLike } from './catalogue';
import type { watch as uk } from './uk-watch';

export const watch: CatalogueLike<typeof uk> = {
  watch: {
    title: 'Queues of work',
    what: 'What the system does by itself after a record: it reads reports, matches, sends mail.',
    noneDead: 'No failed job.',
    dead_one: 'job failed and was not sent again',
    dead_other: 'jobs failed and were not sent again',
    behind: 'The queues are behind',
    behindHow:
      'Something waits longer than usual. Nothing recorded is lost. Tell those who run the system: do the workers and the mail server run?',
    queue: 'Queue',
    waiting: 'Waiting',
    oldest: 'Longest',
    waitingAgain: 'Again',
    deadShort: 'Failed',
    done: 'Done',
    failedAttempts: 'Failed attempts',
    noQueues: 'There was no job yet.',
    jobs: 'What failed',
    noJobs: 'No job has failed in half a year.',
    attempts_one: '{{number}} attempt',
    attempts_other: '{{number}} attempts',
    state_dead: 'failed',
    state_waiting: 'sent again',
    state_done: 'done',
    retry: 'Try again',
    retryOf: 'Try again: {{queue}}, {{when}}',
    retriedAt: 'Sent again {{when}}',
    remedy_record_anew:
      'It cannot be sent again: whoever made it was told, and may have made it anew.',
    remedy_none: 'Nothing is left to do: it is of no use any more.',
    details: 'What it is about',
  },
  queueName: {
    reports: 'Reports',
    'aid-recorded': 'Matching',
    letters: 'Letters',
    notices: 'Notices',
    'notice-mails': 'Notices by mail',
  },
};

import { UnrecoverableError } from 'bullmq';

/** A processor throws it for what no further attempt would mend: the job is given up at once. */
export class HopelessError extends UnrecoverableError {}

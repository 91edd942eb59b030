/** Everything that the environment may set, read once at start. See `.env.example`. */
export interface Config {
  databaseUrl: string;
  /** Set: the queues run on Redis. Not set: on BullMQ's PostgreSQL backend, in `databaseUrl`. */
  redisUrl: string | undefined;
  host: string;
  port: number;
  logLevel: string;
  databasePoolSizeMax: number;
  /** Folder of the built pages; the API serves them where it exists. */
  webFolder: string;
  /** Keeps the queues of several installations apart on one Redis or one database. */
  queueNamespace: string;
  /** A job that was sent and had no effect for so long is sent again. */
  outboxLeaseMs: number;
  /** A killed worker's job is taken over when it has not been renewed for so long. */
  jobLockMs: number;
}

export class ConfigError extends Error {}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * Reads the configuration, or throws one {@link ConfigError} that names each wrong variable.
 * @param env the process environment; nothing else in the code reads it
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = [];
  const text = (name: string, fallback?: string): string => {
    const value = env[name] || fallback;
    if (value === undefined) faults.push(`${name} is missing`);
    return value ?? '';
  };
  const whole = (name: string, fallback: number, min: number, max: number): number => {
    const value = env[name] ? Number(env[name]) : fallback;
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    faults.push(`${name} must be a whole number from ${min} to ${max}`);
    return fallback;
  };
  const url = (name: string, value: string, schemes: string[]): string => {
    const isUrl = URL.canParse(value) && schemes.includes(new URL(value).protocol);
    if (value && !isUrl) faults.push(`${name} must be a URL that begins with ${schemes[0]}//`);
    return value;
  };
  const config: Config = {
    databaseUrl: url('DATABASE_URL', text('DATABASE_URL'), ['postgres:', 'postgresql:']),
    redisUrl: env.REDIS_URL ? url('REDIS_URL', env.REDIS_URL, ['redis:', 'rediss:']) : undefined,
    host: text('HOST', '127.0.0.1'),
    port: whole('PORT', 3000, 0, 65535),
    logLevel: text('LOG_LEVEL', 'info'),
    databasePoolSizeMax: whole('DATABASE_POOL_SIZE_MAX', 10, 2, 200),
    webFolder: text('WEB_FOLDER', 'dist/web'),
    queueNamespace: text('QUEUE_NAMESPACE', 'pobratym'),
    outboxLeaseMs: whole('OUTBOX_LEASE_MS', 60_000, 100, 3_600_000),
    jobLockMs: whole('JOB_LOCK_MS', 10_000, 500, 600_000),
  };
  if (!LOG_LEVELS.includes(config.logLevel)) {
    faults.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  }
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(config.queueNamespace)) {
    faults.push('QUEUE_NAMESPACE must be lower-case letters, digits and _, at most 41');
  }
  if (faults.length > 0) throw new ConfigError(`Configuration: ${faults.join('; ')}.`);
  return config;
}

/** Everything that the environment may set, read once at start. See `.env.example`. */
export interface Config {
  /** What API and worker use: a role that cannot change history. */
  databaseUrl: string;
  /** What owns the schema and migrates it; nothing but the migration uses it. */
  databaseOwnerUrl: string;
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
  /** Work that waits longer means that the workers are behind: health says so. */
  outboxLagMsMax: number;
  /** A killed worker's job is taken over when it has not been renewed for so long. */
  jobLockMs: number;
  /** Seals what must be read again (second factors), signs what is handed out (links of letters). */
  secretKey: string;
  /** Where people reach the installation, without a slash at the end: for links and cookies. */
  publicUrl: string;
  /** Stewards and administrators do nothing until they have set up a second factor. */
  isSecondFactorRequired: boolean;
  /** Proxies before the API, each of which adds the address that it saw. */
  proxyCount: number;
  /** Where letters are handed in; not set: none is sent, and the log says so. */
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Templates of papers that replace the built-in ones of the same name. */
  templateFolder: string | undefined;
  /** Set: documents are kept in this S3-compatible store instead of PostgreSQL. */
  s3: S3Config | undefined;
}

export interface S3Config {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export class ConfigError extends Error {}

const POSTGRES = ['postgres:', 'postgresql:'];
const SECRET_KEY_LENGTH_MIN = 32;
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
    databaseUrl: url('DATABASE_URL', text('DATABASE_URL'), POSTGRES),
    databaseOwnerUrl: url('DATABASE_OWNER_URL', env.DATABASE_OWNER_URL ?? '', POSTGRES),
    redisUrl: env.REDIS_URL ? url('REDIS_URL', env.REDIS_URL, ['redis:', 'rediss:']) : undefined,
    host: text('HOST', '127.0.0.1'),
    port: whole('PORT', 3000, 0, 65535),
    logLevel: text('LOG_LEVEL', 'info'),
    databasePoolSizeMax: whole('DATABASE_POOL_SIZE_MAX', 10, 2, 200),
    webFolder: text('WEB_FOLDER', 'dist/web'),
    queueNamespace: text('QUEUE_NAMESPACE', 'pobratym'),
    outboxLeaseMs: whole('OUTBOX_LEASE_MS', 60_000, 100, 3_600_000),
    outboxLagMsMax: whole('OUTBOX_LAG_MS_MAX', 600_000, 1000, 86_400_000),
    jobLockMs: whole('JOB_LOCK_MS', 10_000, 500, 600_000),
    secretKey: text('SECRET_KEY'),
    publicUrl: url('PUBLIC_URL', publicUrlOf(env), ['http:', 'https:']).replace(/\/+$/, ''),
    isSecondFactorRequired: text('REQUIRE_SECOND_FACTOR', 'no') === 'yes',
    proxyCount: whole('PROXY_COUNT', 0, 0, 10),
    smtpUrl: env.SMTP_URL ? url('SMTP_URL', env.SMTP_URL, ['smtp:', 'smtps:']) : undefined,
    mailFrom: text('MAIL_FROM', 'Pobratym <pobratym@localhost>'),
    templateFolder: env.TEMPLATE_FOLDER || undefined,
    s3: env.S3_ENDPOINT || env.S3_BUCKET ? readS3(text, url) : undefined,
  };
  if (config.s3 && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(config.s3.bucket)) {
    faults.push('S3_BUCKET must be the name of a bucket: 3 to 63 of a-z, 0-9, . and -');
  }
  if (!/^(yes|no)$/.test(env.REQUIRE_SECOND_FACTOR || 'no')) {
    faults.push('REQUIRE_SECOND_FACTOR must be yes or no');
  }
  if (config.secretKey && config.secretKey.length < SECRET_KEY_LENGTH_MIN) {
    faults.push(
      `SECRET_KEY must have at least ${SECRET_KEY_LENGTH_MIN} characters, made at random`,
    );
  }
  if (!LOG_LEVELS.includes(config.logLevel)) {
    faults.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  }
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(config.queueNamespace)) {
    faults.push('QUEUE_NAMESPACE must be lower-case letters, digits and _, at most 41');
  }
  if (faults.length > 0) throw new ConfigError(`Configuration: ${faults.join('; ')}.`);
  return config;
}

const publicUrlOf = (env: NodeJS.ProcessEnv): string =>
  env.PUBLIC_URL || `http://127.0.0.1:${env.PORT || 3000}`;

function readS3(
  text: (name: string, fallback?: string) => string,
  url: (name: string, value: string, schemes: string[]) => string,
): S3Config {
  return {
    endpoint: url('S3_ENDPOINT', text('S3_ENDPOINT'), ['https:', 'http:']),
    bucket: text('S3_BUCKET'),
    region: text('S3_REGION', 'us-east-1'),
    accessKeyId: text('S3_ACCESS_KEY_ID'),
    secretAccessKey: text('S3_SECRET_ACCESS_KEY'),
  };
}

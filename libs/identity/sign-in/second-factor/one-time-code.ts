const PERIOD_SECONDS = 30;

// The library's parts are ESM only: by `import()` they load wherever we run.
const library = () => import('otplib');

/** A new secret for an app: 160 bits in base 32. */
export const newOneTimeSecret = async (): Promise<string> => (await library()).generateSecret();

/** What an app reads from the square: SHA-1, 30 s, 6 digits, which all apps know (RFC 6238). */
export async function otpauthUrlOf(secret: string, email: string): Promise<string> {
  return (await library()).generateURI({ issuer: 'Pobratym', label: email, secret });
}

/**
 * The time step of a code, or null where it is not right now. One step before and after are taken
 * too: clocks differ, and typing takes its time.
 * @param code six digits
 */
export async function stepOfCode(secret: string, code: string, now: Date): Promise<number | null> {
  const epoch = Math.floor(now.getTime() / 1000);
  const { verifySync } = await library();
  const result = verifySync({ secret, token: code, epoch, epochTolerance: PERIOD_SECONDS });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}

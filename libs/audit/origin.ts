/** Who did it and from where, as the history keeps it: ids only, never a name or an address. */
export interface Origin {
  /** Null: nobody signed in, or the installation itself. */
  personId: string | null;
  via: 'session' | 'token' | 'installation' | 'nobody';
  /** Of the session or the token. */
  viaId: string | null;
  /** A network, not a machine: see {@link networkOf}. */
  network: string | null;
}

/**
 * The network of an address: the first 24 bits of IPv4, the first 48 of IPv6. Enough to tell one
 * office from another country; too little to tell one person from another.
 */
export function networkOf(address: string | undefined): string | null {
  if (!address) return null;
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(plain);
  if (v4) return `${v4[1]}.${v4[2]}.${v4[3]}.0/24`;
  if (!plain.includes(':')) return null;
  const [head = '', tail] = plain.split('%')[0]!.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  const groups = tail === undefined ? front : [...front, ...gap, ...back];
  return `${groups.slice(0, 3).join(':')}::/48`;
}

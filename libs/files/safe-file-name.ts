const NAME_CHARACTERS_MAX = 120;

/** Names that Windows takes for devices, whatever ending follows. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The name that a person gave a file, in any script, without what could lead out of a folder,
 * deceive who reads it, or not be saved on their machine.
 * @param extensions the endings that its content may have; another one gets the first of these
 */
export function safeFileName(name: string, extensions: readonly string[] = []): string {
  const words = ownWords(name);
  const own = /\.([a-z0-9]{1,8})$/i.exec(words)?.[1] ?? '';
  const isKept = own !== '' && (extensions.length === 0 || extensions.includes(own.toLowerCase()));
  const extension = isKept ? own : (extensions[0] ?? '');
  const ending = extension && `.${extension}`;
  const stem = isKept ? words.slice(0, -ending.length) : words;
  const characters = [...stem.replace(/[. ]+$/, '')];
  const short = characters
    .slice(0, NAME_CHARACTERS_MAX - ending.length)
    .join('')
    .replace(/[. ]+$/, '');
  return (short || 'document') + ending;
}

function ownWords(name: string): string {
  const words = name
    // One code for a letter and its accent: Apple's systems send two.
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    // Controls, halves of pairs, and what cannot be seen: by a bidi override `gpj.exe` reads as
    // `exe.jpg`. The two joiners (200C, 200D) belong to the spelling of some languages.
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/^.*[/\\]/, '')
    .replace(/^[a-z]:/i, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  return DEVICE.test(words) ? `_${words}` : words;
}

/**
 * The header by which a browser saves a file under its name and does not open it in our pages:
 * in ASCII for old programs, and in full by RFC 5987 (RFC 6266).
 */
export function contentDisposition(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]+|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.replace(/\p{Cs}/gu, '')).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

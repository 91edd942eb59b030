import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Config } from '@pobratym/platform';

const ID_BYTES = 16;
const DAY_BYTES = 2;
const SIGNATURE_BYTES = 16;
const TOKEN_SHAPE = /^[\w-]{46}$/;
const UUID_SHAPE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY_MS = 86_400_000;

export interface PaperLink {
  shipmentId: string;
  /** Its last day, YYYY-MM-DD. */
  expiresOn: string;
}

/**
 * What the QR code of a paper opens: the form of a delivery of this shipment. Safe to lose: it holds
 * the id and a day, is signed, and shows nothing to who may not see the shipment anyway.
 */
export function signPaperLink(
  config: Pick<Config, 'secretKey' | 'publicUrl'>,
  { shipmentId, expiresOn }: PaperLink,
): string {
  if (!UUID_SHAPE.test(shipmentId)) throw new RangeError('A paper is of a shipment with a UUID');
  const day = Date.parse(expiresOn) / DAY_MS;
  if (!Number.isInteger(day)) throw new RangeError('A paper expires on a calendar day');
  const body = Buffer.alloc(ID_BYTES + DAY_BYTES);
  body.write(shipmentId.replaceAll('-', ''), 'hex');
  body.writeUInt16BE(day, ID_BYTES);
  const token = Buffer.concat([body, signatureOf(config, body)]).toString('base64url');
  return `${config.publicUrl}/qr/${token}`;
}

/** Null: not one of ours. */
export function readPaperLink(config: Pick<Config, 'secretKey'>, token: string): PaperLink | null {
  if (!TOKEN_SHAPE.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  // The last character has bits to spare: one link has one text.
  if (bytes.toString('base64url') !== token) return null;
  const body = bytes.subarray(0, ID_BYTES + DAY_BYTES);
  const signature = bytes.subarray(ID_BYTES + DAY_BYTES);
  if (!timingSafeEqual(signature, signatureOf(config, body))) return null;
  const hex = body.subarray(0, ID_BYTES).toString('hex');
  const day = new Date(body.readUInt16BE(ID_BYTES) * DAY_MS);
  return {
    shipmentId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    expiresOn: day.toISOString().slice(0, 10),
  };
}

function signatureOf({ secretKey }: Pick<Config, 'secretKey'>, body: Buffer): Buffer {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'pobratym paper-link', 32));
  return createHmac('sha256', key).update(body).digest().subarray(0, SIGNATURE_BYTES);
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What a request sends as `X-API-KEY` or `Authorization: Bearer`: a key or an access token. */
export function sentSecret(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-api-key'];
  if (typeof key === 'string' && key !== '') return key;
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

/**
 * Compares a hash with that of every valid key, in constant time.
 * @param digest SHA-256
 */
export function isKey(digest: Buffer, apiKeys: readonly string[]): boolean {
  // All keys are compared, so that the time does not reveal which one matched.
  return apiKeys.filter((key) => timingSafeEqual(sha256(key), digest)).length > 0;
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The header WWW-Authenticate of a 401, which says how to authenticate; RFC 6750, section 3. */
export function challenge(headers: IncomingHttpHeaders): string {
  const realm = 'Bearer realm="DocPilot"';
  return sentSecret(headers) === undefined ? realm : `${realm}, error="invalid_token"`;
}

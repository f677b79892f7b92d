import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKey } from '../api-key-list.ts';
import { sessionToken } from './session-cookie.ts';

/** A valid key, known by its SHA-256. */
export interface KnownKey extends Omit<ApiKey, 'key'> {
  hash: Buffer;
}

export function hashKeys(apiKeys: readonly ApiKey[]): KnownKey[] {
  return apiKeys.map(({ key, name, perMinute }) => ({ hash: sha256(key), name, perMinute }));
}

/** What a request sends as `X-API-KEY`, `Authorization: Bearer` or cookie: a key or an access token. */
export function sentSecret(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-api-key'];
  if (typeof key === 'string' && key !== '') return key;
  if (headers.authorization === undefined) return sessionToken(headers);
  return /^Bearer +(\S+)$/i.exec(headers.authorization)?.[1];
}

/**
 * Compares a hash with that of every valid key, in constant time.
 * @param digest SHA-256
 */
export function findKey(digest: Buffer, keys: readonly KnownKey[]): KnownKey | undefined {
  // All keys are compared, so that the time does not reveal which one matched.
  return keys.filter(({ hash }) => timingSafeEqual(hash, digest))[0];
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The header WWW-Authenticate of a 401, which says how to authenticate; RFC 6750, section 3. */
export function challenge(headers: IncomingHttpHeaders): string {
  const realm = 'Bearer realm="DocPilot"';
  return sentSecret(headers) === undefined ? realm : `${realm}, error="invalid_token"`;
}

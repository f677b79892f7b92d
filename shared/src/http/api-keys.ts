import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { DocPilotError } from '../errors.ts';

/**
 * Checks the key of a request, which is sent as `X-API-KEY` or `Authorization: Bearer`. Its hash is
 * compared with that of every valid key, in constant time.
 * @returns the key's SHA-256 in hex, under which its requests are counted
 * @throws DocPilotError unauthorized
 */
export function checkApiKey(headers: IncomingHttpHeaders, apiKeys: readonly string[]): string {
  const sent = sentKey(headers);
  if (sent === undefined) {
    throw new DocPilotError(
      'unauthorized',
      'This needs an API key: send it as the header X-API-KEY, or as Authorization: Bearer KEY.',
    );
  }
  const digest = hash(sent);
  // All keys are compared, so that the time does not reveal which one matched.
  const matches = apiKeys.filter((key) => timingSafeEqual(hash(key), digest));
  if (matches.length === 0) throw new DocPilotError('unauthorized', 'The API key is not valid.');
  return digest.toString('hex');
}

/** The header WWW-Authenticate of a 401, which says how to authenticate; RFC 6750, section 3. */
export function challenge(headers: IncomingHttpHeaders): string {
  const realm = 'Bearer realm="DocPilot"';
  return sentKey(headers) === undefined ? realm : `${realm}, error="invalid_token"`;
}

function sentKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-api-key'];
  if (typeof key === 'string' && key !== '') return key;
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

import type { IncomingHttpHeaders } from 'node:http';
import { type Environment, optionalSetting, requiredSetting } from '../config.ts';
import { DocPilotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Queryable } from '../store/connection/database.ts';
import { accessTokenForm } from '../store/oauth/access-tokens.ts';
import { takeRequestsByToken } from '../store/requests/take-requests.ts';
import { findKey, hashKeys, type KnownKey, sentSecret, sha256 } from './api-keys.ts';
import { limitRequests, requestsPerMinute } from './limit-requests.ts';
import { letInByLots } from './lots.ts';

/** Who is asking. */
export interface Caller {
  kind: 'person' | 'key';
  /** A person's id, or the beginning of a key's SHA-256. */
  id: string;
  /** As people know them: a person's name, or that of a key in API_TOKEN. */
  name: string;
}

/**
 * Finds out who sends a request, by its key or its access token, and counts the request.
 * @param count as how many requests it counts; 1 without it
 * @throws DocPilotError unauthorized | rate_limited
 */
export type IdentifyCaller = (headers: IncomingHttpHeaders, count?: number) => Promise<Caller>;

/** Where callers have no limit, their token is still looked up about once a minute. */
const unlimited = 2 ** 31 - 1;

/** The one place that decides who is asking. */
export function identifyCallers(
  database: Queryable,
  environment: Environment,
  log: Logger,
): IdentifyCaller {
  const keys = hashKeys(requiredSetting(environment, 'apiKeys'));
  const audience = optionalSetting(environment, 'mcpUrl') ?? null;
  const limitKey = limitRequests(database, environment, log);
  const perMinute = requestsPerMinute(environment) || unlimited;
  const letInHolder = letInByLots('This sign-in', (tokenHash, size) =>
    takeRequestsByToken(database, tokenHash, size, perMinute, audience),
  );

  async function letInKey({ hash, name, perMinute }: KnownKey, count: number): Promise<Caller> {
    await limitKey(hash.toString('hex'), count, perMinute ?? undefined);
    const id = hash.toString('hex').slice(0, 12);
    return { kind: 'key', id, name: name ?? `API key ${id}` };
  }

  return async (headers, count = 1) => {
    const sent = sentSecret(headers);
    if (sent === undefined) throw nothingSent();
    const digest = sha256(sent);
    const key = findKey(digest, keys);
    if (key) return letInKey(key, count);
    const holder = accessTokenForm.test(sent)
      ? await letInHolder(digest.toString('hex'), count, perMinute)
      : null;
    if (holder === null) throw notValid();
    if (holder.personId !== null) return { kind: 'person', id: holder.personId, name: holder.name };
    // A key that is taken away takes along what was issued to its holder.
    const holdersKey = findKey(Buffer.from(holder.keyHash, 'hex'), keys);
    if (!holdersKey) throw notValid();
    return letInKey(holdersKey, count);
  };
}

function nothingSent(): DocPilotError {
  return new DocPilotError(
    'unauthorized',
    'This needs an API key: send it as the header X-API-KEY, or as Authorization: Bearer KEY.',
  );
}

function notValid(): DocPilotError {
  return new DocPilotError('unauthorized', 'The API key or access token is not valid.');
}

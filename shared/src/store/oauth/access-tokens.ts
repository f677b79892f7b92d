import { createHash, randomBytes } from 'node:crypto';
import type { Queryable } from '../connection/database.ts';

/** To whom a token is issued: exactly one of the two. */
export type Holder = { personId: string } | { keyHash: string };

export interface NewAccessToken {
  holder: Holder;
  clientId: string;
  /** The address that it is for. */
  audience: string;
  lifetimeSeconds: number;
}

/** The form of every access token: 256 random bits. Nothing else is looked up. */
export const accessTokenForm = /^[\w-]{43}$/;

/** What a token or key is stored, looked up and counted under: its SHA-256, in hex. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/**
 * Issues a token without a grant, such as the session of a browser; it is stored as its hash.
 * @returns the token
 */
export async function createAccessToken(
  database: Queryable,
  { holder, clientId, audience, lifetimeSeconds }: NewAccessToken,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await database.query(
    `insert into access_tokens (token_hash, person_id, key_hash, client_id, audience, expires_at)
     values (decode($1, 'hex'), $2, decode($3, 'hex'), $4, $5, now() + $6 * interval '1 second')`,
    [
      hashOf(token),
      'personId' in holder ? holder.personId : null,
      'keyHash' in holder ? holder.keyHash : null,
      clientId,
      audience,
      lifetimeSeconds,
    ],
  );
  return token;
}

/** Ends a token at once; instances that know it forget it within a minute. */
export async function deleteAccessToken(database: Queryable, token: string): Promise<void> {
  await database.query("delete from access_tokens where token_hash = decode($1, 'hex')", [
    hashOf(token),
  ]);
}

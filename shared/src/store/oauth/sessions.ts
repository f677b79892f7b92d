import type { Queryable } from '../connection/database.ts';
import { hashOf } from './access-tokens.ts';

/**
 * Lets a token of a client end so many seconds from now, at the latest with its connection.
 * @returns whether there is such a token
 */
export async function renewToken(
  database: Queryable,
  token: string,
  clientId: string,
  seconds: number,
): Promise<boolean> {
  const renewed = await database.query(
    `update access_tokens token
     set expires_at = least(now() + $3 * interval '1 second', grants.expires_at)
     from grants
     where grants.id = token.grant_id and token.token_hash = decode($1, 'hex')
       and token.client_id = $2 and token.expires_at > now()
     returning token.client_id`,
    [hashOf(token), clientId, seconds],
  );
  return renewed.length > 0;
}

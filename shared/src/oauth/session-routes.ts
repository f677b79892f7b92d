import { type Environment, optionalSetting } from '../config.ts';
import { DocPilotError } from '../errors.ts';
import { sentSecret } from '../http/api-keys.ts';
import { defineRoute } from '../http/endpoint.ts';
import {
  connectionsEndpoint,
  endConnectionEndpoint,
  endSessionEndpoint,
  sessionEndpoint,
} from '../http/endpoints/session-endpoints.ts';
import type { Caller } from '../http/identify-callers.ts';
import type { ApiRequest, Route } from '../http/route.ts';
import { sessionCookie, sessionToken } from '../http/session-cookie.ts';
import type { Queryable } from '../store/connection/database.ts';
import { connectionOf, endConnection, listConnections } from '../store/oauth/connections.ts';
import { findPerson } from '../store/oauth/people.ts';
import { renewToken } from '../store/oauth/sessions.ts';
import { sessionSeconds } from './lifetimes.ts';
import { pageClientId } from './page-client.ts';

/** Who is asking, and what they have let in. */
export function sessionRoutes(database: Queryable, environment: Environment): Route[] {
  const publicUrl = optionalSetting(environment, 'publicUrl') ?? '';
  const admins = optionalSetting(environment, 'adminEmails') ?? [];
  const gone = { 'set-cookie': sessionCookie(publicUrl, '', 0) };

  return [
    defineRoute(sessionEndpoint, 'mcp', async (_, { headers, caller }) => {
      const { kind, id, name } = known(caller);
      const person = kind === 'person' ? await findPerson(database, id) : null;
      const email = person?.email ?? null;
      const admin = email !== null && admins.includes(email.toLowerCase());
      const token = sessionToken(headers);
      const isRenewed =
        token !== undefined && (await renewToken(database, token, pageClientId, sessionSeconds));
      return {
        ...(isRenewed && {
          headers: { 'set-cookie': sessionCookie(publicUrl, token, sessionSeconds) },
        }),
        body: { kind, id, name, email, admin },
      };
    }),
    defineRoute(endSessionEndpoint, 'mcp', async (_, { headers, caller }) => {
      const connection = await connectionOf(database, sentSecret(headers) ?? '');
      const ended =
        connection !== null && (await endConnection(database, known(caller), connection));
      return { headers: gone, body: { ended } };
    }),
    defineRoute(connectionsEndpoint, 'mcp', async (_, { headers, caller }) => {
      const current = await connectionOf(database, sentSecret(headers) ?? '');
      const connections = await listConnections(database, known(caller));
      return {
        body: {
          connections: connections.map((each) => ({
            id: each.id,
            client: each.clientName,
            client_id: each.clientId,
            current: each.id === current,
            created_at: each.createdAt.toISOString(),
            seen_at: each.seenAt?.toISOString() ?? null,
            expires_at: each.expiresAt.toISOString(),
          })),
        },
      };
    }),
    defineRoute(endConnectionEndpoint, 'mcp', async (_, { parameters: { id = '' }, caller }) => {
      if (await endConnection(database, known(caller), id)) return { body: { ended: true } };
      throw new DocPilotError('not_found', 'You have no such connection.');
    }),
  ];
}

/** The caller of a route with a key. */
function known(caller: ApiRequest['caller']): Caller {
  if (caller === undefined) throw new Error('a route with a key has a caller');
  return caller;
}

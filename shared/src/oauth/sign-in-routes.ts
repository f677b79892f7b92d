import type { Environment } from '../config.ts';
import { DocPilotError } from '../errors.ts';
import { type CountByAddress, limitByAddress, limitRefusals } from '../http/limit-by-address.ts';
import { requestsPerMinute } from '../http/limit-requests.ts';
import type { ApiRequest, Reply, Route } from '../http/route.ts';
import type { Logger } from '../log.ts';
import type { Queryable } from '../store/connection/database.ts';
import { metadataRoutes } from './metadata-routes.ts';
import type { SignInServer } from './sign-in-server.ts';
import { readSignInSettings, type SignInSettings } from './sign-in-settings.ts';

/** Registrations of one address, and of all, in a minute. */
const registrationsPerMinute = { each: 10, all: 60 };
const maxBodyBytes = 64 * 1024;

/**
 * The authorization server of the MCP endpoint, as routes at the root of its host. All but the
 * metadata is loaded by the first request that needs it.
 * @throws ConfigError
 */
export function signInRoutes(database: Queryable, environment: Environment, log: Logger): Route[] {
  const settings = readSignInSettings(environment);
  if (settings === null) return [];
  const server = openLazily(settings, database, log);
  const limit = limitByAddress(
    requestsPerMinute(environment),
    'Too many requests to sign in came from this address',
  );
  const countRefusal = limitRefusals(environment);
  const route = (
    method: Route['method'],
    path: string,
    handle: (server: SignInServer, request: ApiRequest) => Promise<Reply>,
    check: CountByAddress = limit,
  ): Route => ({
    method,
    path,
    auth: 'none',
    maxRawBytes: maxBodyBytes,
    handle: async (request) => {
      check(request.address);
      return handle(await server(), request);
    },
  });
  return [
    ...metadataRoutes(settings.mcpUrl),
    route('GET', '/authorize', (each, request) => each.authorize(request)),
    route('GET', '/authorize/:uid', (each, request) => each.resume(request)),
    route('GET', '/consent/:uid', (each, request) => each.showConsent(request)),
    route('POST', '/consent/:uid', (each, request) =>
      each.decide(request, () => countRefusal(request.address)),
    ),
    route('GET', '/callback', (each, request) => each.callback(request)),
    route('GET', '/session/start', (each, request) => each.startPage(request)),
    route('GET', '/session/callback', (each, request) => each.finishPage(request)),
    route('POST', '/token', (each, request) => each.token(request)),
    route('POST', '/revoke', (each, request) => each.revoke(request)),
    route('POST', '/register', (each, request) => each.register(request), limitRegistrations()),
  ];
}

function limitRegistrations(): CountByAddress {
  const tooMany = 'Too many clients were registered';
  const each = limitByAddress(registrationsPerMinute.each, `${tooMany} from this address`);
  const all = limitByAddress(registrationsPerMinute.all, tooMany);
  return (address) => {
    each(address);
    all('everybody');
  };
}

function openLazily(settings: SignInSettings, database: Queryable, log: Logger) {
  let opening: Promise<SignInServer> | undefined;
  return () => {
    opening ??= import('./sign-in-server.ts')
      .then(({ openSignInServer }) => openSignInServer(settings, database, log))
      .catch((cause) => {
        opening = undefined;
        if (cause instanceof DocPilotError) throw cause;
        throw new Error('the authorization server does not start', { cause });
      });
    return opening;
  };
}

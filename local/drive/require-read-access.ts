import type { IncomingMessage } from 'node:http';
import { DriveProblem } from './drive-problem.ts';

/**
 * What the scope drive.readonly lets through: reads with the right token.
 * @throws DriveProblem 401 for another token; 403 for none, and for whatever would change something
 */
export function requireReadAccess({ method, headers }: IncomingMessage, token: string): void {
  const { authorization } = headers;
  if (authorization === undefined) throw noCredentials();
  if (authorization !== `Bearer ${token}`) throw invalidCredentials();
  if (method !== 'GET') throw insufficientScope();
}

function noCredentials(): DriveProblem {
  return new DriveProblem(
    403,
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    { domain: 'global', reason: 'forbidden' },
    'PERMISSION_DENIED',
  );
}

function invalidCredentials(): DriveProblem {
  return new DriveProblem(
    401,
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    {
      message: 'Invalid Credentials',
      domain: 'global',
      reason: 'authError',
      location: 'Authorization',
      locationType: 'header',
    },
    'UNAUTHENTICATED',
  );
}

function insufficientScope(): DriveProblem {
  return new DriveProblem(
    403,
    'Request had insufficient authentication scopes.',
    { message: 'Insufficient Permission', domain: 'global', reason: 'insufficientPermissions' },
    'PERMISSION_DENIED',
  );
}

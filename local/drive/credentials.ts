import type { IncomingHttpHeaders } from 'node:http';
import { DriveProblem } from './drive-problem.ts';

const advice =
  'Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';

/**
 * Who bears no token at all is a stranger to Google (403), who bears another is refused (401).
 * @param token the one that opens the server; without one every token does
 * @throws DriveProblem
 */
export function requireToken(
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
  token: string | undefined,
): void {
  const given =
    /^bearer +(\S+)$/i.exec(headers.authorization?.trim() ?? '')?.[1] ??
    query.get('access_token') ??
    query.get('oauth_token');
  if (given === null && headers.authorization === undefined) throw stranger();
  if (given === null || (token !== undefined && given !== token)) throw badToken();
}

function stranger(): DriveProblem {
  return new DriveProblem(
    403,
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    { domain: 'global', reason: 'forbidden' },
    'PERMISSION_DENIED',
  );
}

function badToken(): DriveProblem {
  return new DriveProblem(
    401,
    `Request had invalid authentication credentials. ${advice}`,
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

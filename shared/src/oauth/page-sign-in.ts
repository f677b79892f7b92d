import { createHash, randomBytes } from 'node:crypto';
import type { ApiRequest, Reply } from '../http/route.ts';
import { readCookie, sessionCookie } from '../http/session-cookie.ts';
import type { Queryable } from '../store/connection/database.ts';
import { renewToken } from '../store/oauth/sessions.ts';
import { interactionSeconds, sessionSeconds } from './lifetimes.ts';
import { pageCallback, pageClientId } from './page-client.ts';
import { problemPage } from './pages.ts';
import { readScope } from './scopes.ts';
import type { SignInSettings } from './sign-in-settings.ts';

/** Holds the state and the verifier of a sign-in, in the browser that began it. */
const stateCookie = 'docpilot_page_sign_in';

/**
 * The search page's sign-in, as a client of this server with PKCE. The page is on another origin, so
 * it is this function, under PUBLIC_URL, that redeems the code: the token becomes a cookie that no
 * script can read.
 * @param redeem sends a form to the token endpoint
 */
export function pageSignIn(
  { issuer, mcpUrl, publicUrl }: SignInSettings,
  database: Queryable,
  redeem: (form: URLSearchParams) => Promise<Reply>,
) {
  const keep = (value: string, seconds: number) =>
    `${stateCookie}=${value}; Path=/mcp/session; Max-Age=${seconds}; HttpOnly; SameSite=Lax${publicUrl.startsWith('https:') ? '; Secure' : ''}`;

  return {
    start: (): Reply => {
      const [state, verifier] = [random(), random()];
      const parameters = new URLSearchParams({
        response_type: 'code',
        client_id: pageClientId,
        redirect_uri: pageCallback(publicUrl),
        scope: readScope,
        resource: mcpUrl,
        state,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      });
      return {
        status: 303,
        headers: {
          location: `${issuer}/authorize?${parameters}`,
          'set-cookie': keep(`${state}.${verifier}`, interactionSeconds),
        },
        body: '',
      };
    },

    finish: async ({ query, headers }: ApiRequest): Promise<Reply> => {
      const [state, verifier = ''] = readCookie(headers, stateCookie)?.split('.') ?? [];
      const isOurs = state !== undefined && query.state === state && query.iss === issuer;
      if (!isOurs) return problemPage(expired, 400, `${publicUrl}/home`);
      const home = (...cookies: string[]): Reply => ({
        status: 303,
        headers: {
          location: `${publicUrl}/home${cookies.length > 0 ? '#signed-in' : ''}`,
          'set-cookie': [keep('', 0), ...cookies],
        },
        body: '',
      });
      if (query.error !== undefined) return home();
      const answer = await redeem(
        new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: pageClientId,
          code: String(query.code),
          code_verifier: verifier,
          redirect_uri: pageCallback(publicUrl),
          resource: mcpUrl,
        }),
      );
      if (answer.status !== 200) return problemPage(expired, 400, `${publicUrl}/home`);
      const { access_token: token } = JSON.parse(String(answer.body)) as { access_token: string };
      await renewToken(database, token, pageClientId, sessionSeconds);
      return home(sessionCookie(publicUrl, token, sessionSeconds));
    },
  };
}

const expired = 'This sign-in has expired, has been used, or was begun in another browser.';

function random(): string {
  return randomBytes(32).toString('base64url');
}

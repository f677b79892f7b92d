import type { ApiRequest, Reply } from '../http/route.ts';
import type { Logger } from '../log.ts';
import type { Queryable } from '../store/connection/database.ts';
import { limitUnusedClients } from '../store/oauth/clients.ts';
import { deleteExpired } from '../store/oauth/records.ts';
import { createAuthorizationServer } from './authorization-server.ts';
import { callNode } from './call-node.ts';
import { consentPages } from './consent.ts';
import { pageSignIn } from './page-sign-in.ts';
import type { SignInSettings } from './sign-in-settings.ts';
import { toleratedClient } from './tolerate-clients.ts';
import { toleratedRequest } from './tolerate-requests.ts';

type Answer = (request: ApiRequest) => Promise<Reply>;

/** Everything of the sign-in that needs the authorization server. */
export interface SignInServer {
  authorize: Answer;
  /** After the consent. */
  resume: Answer;
  showConsent: Answer;
  decide(request: ApiRequest, onWrongKey: () => void): Promise<Reply>;
  callback: Answer;
  token: Answer;
  revoke: Answer;
  register: Answer;
  /** Signs a person in to the search page. */
  startPage: Answer;
  finishPage: Answer;
}

/** Registered clients that nobody has let in yet; older ones make room. */
const keptUnusedClients = 1_000;

export async function openSignInServer(
  settings: SignInSettings,
  database: Queryable,
  log: Logger,
): Promise<SignInServer> {
  const { issuer } = settings;
  const provider = await createAuthorizationServer(settings, database, log);
  const answer = provider.callback();
  const pages = consentPages({ provider, settings, database });
  await deleteExpired(database);

  const get = ({ headers }: ApiRequest, path: string) =>
    callNode(issuer, { method: 'GET', path, headers }, answer);
  const post = ({ headers, rawBody }: ApiRequest, path: string, body: Buffer | string = rawBody) =>
    callNode(issuer, { method: 'POST', path, headers, body }, answer);
  const page = pageSignIn(settings, database, (form) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return callNode(issuer, { method: 'POST', path: '/token', headers, body: `${form}` }, answer);
  });
  const uidOf = ({ parameters: { uid = '' } }: ApiRequest) => uid;

  return {
    authorize: (request) => get(request, `/authorize?${toleratedRequest(request.query)}`),
    resume: (request) => get(request, `/authorize/${encodeURIComponent(uidOf(request))}`),
    showConsent: (request) => pages.show(uidOf(request), request.headers),
    decide: (request, onWrongKey) => {
      const form = new URLSearchParams(request.rawBody.toString('utf8'));
      return pages.decide(uidOf(request), request.headers, form, onWrongKey);
    },
    callback: ({ query, headers }) => {
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
      return pages.callback(parameters, headers);
    },
    startPage: async () => page.start(),
    finishPage: page.finish,
    token: (request) => post(request, '/token'),
    revoke: (request) => post(request, '/revoke'),
    register: async (request) => {
      const reply = await post(request, '/register', toleratedRegistration(request.rawBody));
      await limitUnusedClients(database, keptUnusedClients);
      await deleteExpired(database);
      return reply;
    },
  };
}

/** What is not a JSON object is refused as it is. */
function toleratedRegistration(body: Buffer): Buffer | string {
  try {
    const metadata: unknown = JSON.parse(body.toString('utf8'));
    const isObject = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
    return isObject ? JSON.stringify(toleratedClient({ ...metadata })) : body;
  } catch {
    return body;
  }
}

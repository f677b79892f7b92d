import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Configuration, JWK, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { findKey } from '../http/api-keys.ts';
import type { Logger } from '../log.ts';
import type { Queryable } from '../store/connection/database.ts';
import { findPerson } from '../store/oauth/people.ts';
import { readServerSecret } from '../store/requests/server-secret.ts';
import { holderOf } from './account-ids.ts';
import { isAdmitted } from './admission.ts';
import { fetchFrom, isFetchable } from './fetch-metadata.ts';
import { accessTokenSeconds, codeSeconds, grantSeconds, interactionSeconds } from './lifetimes.ts';
import { clientAuthMethods } from './metadata-routes.ts';
import { pageClient } from './page-client.ts';
import { problemPage } from './pages.ts';
import { clientSecret, recordAdapter } from './record-adapter.ts';
import { readScope } from './scopes.ts';
import type { SignInSettings } from './sign-in-settings.ts';

/** The authorization server: everything that OAuth 2.1 asks of it but the pages for people. */
export async function createAuthorizationServer(
  settings: SignInSettings,
  database: Queryable,
  log: Logger,
): Promise<Provider> {
  const oidc = await import('oidc-provider');
  const serverSecret = await readServerSecret(database);
  const alreadyUsed = () => new oidc.errors.InvalidGrant('authorization code already consumed');
  const provider = new oidc.Provider(settings.issuer, {
    adapter: recordAdapter(database, serverSecret, alreadyUsed),
    // Instances share them; they are worth nothing after the ten minutes of an interaction.
    cookies: { keys: [createHmac('sha256', serverSecret).update('cookies').digest('base64url')] },
    routes: {
      authorization: '/authorize',
      token: '/token',
      revocation: '/revoke',
      registration: '/register',
    },
    scopes: ['offline_access'],
    responseTypes: ['code'],
    clients: [pageClient(settings.publicUrl)],
    clientAuthMethods: [...clientAuthMethods],
    clientDefaults: {
      grant_types: ['authorization_code', 'refresh_token'],
      id_token_signed_response_alg: 'ES256',
    },
    // No scope brings an ID token, so this key never signs; the library wants one.
    jwks: { keys: [newSigningKey()] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    expiresWithSession: async () => false,
    loadExistingGrant: async ({ oidc: { result, provider: own } }) =>
      result?.consent?.grantId ? own.Grant.find(result.consent.grantId) : undefined,
    findAccount: (_, accountId) => findAccount(settings, database, accountId),
    interactions: {
      policy: consentEachTime(oidc),
      url: (_, { uid }) => `/consent/${uid}`,
    },
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: codeSeconds,
      Grant: grantSeconds,
      IdToken: codeSeconds,
      Interaction: interactionSeconds,
      RefreshToken: grantSeconds,
      Session: interactionSeconds,
    },
    features: features(settings, serverSecret, oidc.errors.InvalidTarget),
    fetch: fetchFrom(settings.metadataHosts),
    renderError: (ctx, { error, error_description: description }) => {
      const { headers = {}, body } = problemPage(`${description ?? error}`);
      for (const [name, value] of Object.entries(headers)) ctx.set(name, value);
      ctx.body = body;
    },
  } as Configuration);
  provider.proxy = true;
  provider.on('server_error', (_: KoaContextWithOIDC, error: Error) => {
    log.error({ error }, 'sign-in failed');
  });
  return provider;
}

/** Nobody is remembered, so that no link of a stranger's client ends in a code without a click. */
function consentEachTime({ interactionPolicy }: typeof import('oidc-provider')) {
  const { Check, Prompt } = interactionPolicy;
  const asked = new Check('consent_each_time', 'consent is asked for each connection', (ctx) =>
    ctx.oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
  );
  return [new Prompt({ name: 'login', requestable: true }, asked)];
}

function features(
  { mcpUrl, metadataHosts }: SignInSettings,
  serverSecret: string,
  InvalidTarget: new (message: string) => Error,
) {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    revocation: { enabled: true },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    registration: {
      enabled: true,
      issueRegistrationAccessToken: false,
      idFactory: (ctx: KoaContextWithOIDC) => {
        ctx.state.clientId = randomUUID();
        return ctx.state.clientId;
      },
      secretFactory: (ctx: KoaContextWithOIDC) => clientSecret(serverSecret, ctx.state.clientId),
    },
    clientIdMetadataDocument: {
      enabled: true,
      ack: 'draft-02',
      allowFetch: (_: unknown, clientId: string) => isFetchable(clientId, metadataHosts),
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => mcpUrl,
      useGrantedResource: () => true,
      getResourceServerInfo: (_: unknown, resource: string) => {
        if (resource !== mcpUrl) throw new InvalidTarget(`the resource here is ${mcpUrl}`);
        return { scope: readScope, audience: mcpUrl, accessTokenFormat: 'opaque' };
      },
    },
  };
}

/** Whoever may no longer sign in, or whose key is not valid any more, gets no further token. */
async function findAccount(
  { keys, google }: SignInSettings,
  database: Queryable,
  accountId: string,
) {
  const holder = holderOf(accountId);
  const account = { accountId, claims: async () => ({ sub: accountId }) };
  if ('keyHash' in holder) {
    return findKey(Buffer.from(holder.keyHash, 'hex'), keys) ? account : undefined;
  }
  const person = await findPerson(database, holder.personId);
  return person !== null && isAdmitted(person, google) ? account : undefined;
}

function newSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' } as JWK;
}

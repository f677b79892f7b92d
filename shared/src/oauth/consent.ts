import type { IncomingHttpHeaders } from 'node:http';
import type { Provider } from 'oidc-provider';
import { findKey, sha256 } from '../http/api-keys.ts';
import type { Reply } from '../http/route.ts';
import type { Queryable } from '../store/connection/database.ts';
import type { Holder } from '../store/oauth/access-tokens.ts';
import { keepClient } from '../store/oauth/clients.ts';
import { nameGrant } from '../store/oauth/grants.ts';
import { rememberPerson } from '../store/oauth/people.ts';
import { saveRecord, takeRecord } from '../store/oauth/records.ts';
import { accountIdOf } from './account-ids.ts';
import { callNode } from './call-node.ts';
import { consentPage } from './consent-page.ts';
import { type GoogleSignIn, googleSignIn, type SignInChecks } from './google-sign-in.ts';
import { interactionSeconds } from './lifetimes.ts';
import { pageClientId } from './page-client.ts';
import { problemPage } from './pages.ts';
import { readScope } from './scopes.ts';
import type { SignInSettings } from './sign-in-settings.ts';

type Interaction = InstanceType<Provider['Interaction']>;

export interface ConsentOptions {
  provider: Provider;
  settings: SignInSettings;
  database: Queryable;
}

/** Holds the state of a sign-in, so that it ends in the browser in which it was consented to. */
const stateCookie = 'docpilot_sign_in';

const expired = () =>
  problemPage('This request has expired, has been answered, or was opened in another browser.');

/**
 * The pages on which a person lets a client in: first the consent, then who they are. Only after the
 * consent is a state given out, to this browser and for one use: a link to a stranger's client leads
 * to no code. Source: https://modelcontextprotocol.io/specification/2025-11-25/basic/security_best_practices
 */
export function consentPages({ provider, settings, database }: ConsentOptions) {
  const { issuer, keys, google: googleSettings } = settings;
  const google: GoogleSignIn | null =
    googleSettings && googleSignIn(googleSettings, `${issuer}/callback`);

  /** The interaction whose cookie this browser has; null if there is none. */
  async function findInteraction(
    uid: string,
    headers: IncomingHttpHeaders,
  ): Promise<Interaction | null> {
    const request = { method: 'GET', path: `/consent/${uid}`, headers } as const;
    let found: Interaction | null = null;
    await callNode(issuer, request, async (incoming, response) => {
      found = await provider.interactionDetails(incoming, response).catch((error) => {
        if (error instanceof Error && error.name === 'SessionNotFound') return null;
        throw error;
      });
      response.end();
    });
    return (found as Interaction | null)?.uid === uid ? found : null;
  }

  async function ask(interaction: Interaction, problem?: string): Promise<Reply> {
    const { client_id: clientId, redirect_uri: redirectUri } = interaction.params;
    const client = await provider.Client.find(String(clientId));
    return consentPage({
      clientId: String(clientId),
      clientName: client?.clientName ?? '',
      redirectUri: String(redirectUri),
      proof: google === null ? 'key' : 'google',
      ...(problem !== undefined && { problem }),
    });
  }

  async function end(interaction: Interaction, result: Interaction['result']): Promise<Reply> {
    interaction.result = result;
    await interaction.persist();
    return redirectTo(interaction.returnTo);
  }

  /** Grants what was consented to, to whoever has shown who they are. */
  async function letIn(interaction: Interaction, holder: Holder): Promise<Reply> {
    const clientId = String(interaction.params.client_id);
    const accountId = accountIdOf(holder);
    const grant = new provider.Grant({ accountId, clientId });
    grant.addResourceScope(settings.mcpUrl, readScope);
    grant.addOIDCScope('offline_access');
    const grantId = await grant.save();
    const client = await provider.Client.find(clientId);
    await nameGrant(database, grantId, client?.clientName ?? '');
    await keepClient(database, clientId);
    return end(interaction, { login: { accountId, remember: false }, consent: { grantId } });
  }

  async function askGoogle(server: GoogleSignIn, uid: string): Promise<Reply> {
    const { url, checks } = await server.start();
    await saveRecord(database, 'SignIn', checks.state, { uid, ...checks }, interactionSeconds);
    return redirectTo(url, cookie(issuer, checks.state, interactionSeconds));
  }

  const refuse = (interaction: Interaction) =>
    end(interaction, { error: 'access_denied', error_description: 'the person said no' });

  return {
    show: async (uid: string, headers: IncomingHttpHeaders): Promise<Reply> => {
      const interaction = await findInteraction(uid, headers);
      if (interaction === null) return expired();
      // The page is no stranger: what it gets stays here, in a cookie of the browser that began.
      const isPage = interaction.params.client_id === pageClientId;
      return isPage && google !== null ? askGoogle(google, uid) : ask(interaction);
    },

    /** @param onWrongKey called for a key that is not valid */
    decide: async (
      uid: string,
      headers: IncomingHttpHeaders,
      form: URLSearchParams,
      onWrongKey: () => void,
    ): Promise<Reply> => {
      const interaction = await findInteraction(uid, headers);
      const isForeign = headers.origin !== undefined && headers.origin !== issuer;
      if (interaction === null || isForeign) return expired();
      if (form.get('decision') !== 'allow') return refuse(interaction);
      if (google === null) {
        const digest = sha256(form.get('api_key')?.trim() ?? '');
        if (findKey(digest, keys)) return letIn(interaction, { keyHash: digest.toString('hex') });
        onWrongKey();
        return ask(interaction, 'This API key is not valid.');
      }
      return askGoogle(google, uid);
    },

    /** Google sends people back here. */
    callback: async (query: URLSearchParams, headers: IncomingHttpHeaders): Promise<Reply> => {
      const state = query.get('state') ?? '';
      if (google === null || state === '' || readCookie(headers) !== state) return expired();
      const kept = await takeRecord(database, 'SignIn', state);
      if (kept === null) return expired();
      const { uid, ...checks } = kept as unknown as SignInChecks & { uid: string };
      const interaction = await provider.Interaction.find(uid);
      if (interaction === undefined) return expired();
      if (query.has('error')) return refuse(interaction);
      try {
        const person = await google.finish(query, checks);
        return await letIn(interaction, { personId: await rememberPerson(database, person) });
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'forbidden')) throw error;
        return problemPage(error.message, 403, `/consent/${uid}`);
      }
    },
  };
}

function redirectTo(location: string, setCookie?: string): Reply {
  const headers = { location, ...(setCookie !== undefined && { 'set-cookie': setCookie }) };
  return { status: 303, headers, body: '' };
}

function cookie(issuer: string, value: string, seconds: number): string {
  const secure = issuer.startsWith('https:') ? '; Secure' : '';
  return `${stateCookie}=${value}; Path=/callback; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

function readCookie({ cookie: sent = '' }: IncomingHttpHeaders): string | undefined {
  const found = sent.split(/; */).find((each) => each.startsWith(`${stateCookie}=`));
  return found?.slice(stateCookie.length + 1);
}

import type { Configuration } from 'openid-client';
import { DocPilotError } from '../errors.ts';
import type { Identity } from '../store/oauth/people.ts';
import { isAdmitted } from './admission.ts';
import type { GoogleSettings } from './sign-in-settings.ts';

/** What the answer to a sign-in is checked against; kept until it comes. */
export interface SignInChecks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

export interface GoogleSignIn {
  /** Where to send a person, with what to keep until they return. */
  start(): Promise<{ url: string; checks: SignInChecks }>;
  /**
   * Who has returned.
   * @param query of the address that they returned to
   * @throws DocPilotError forbidden, with a message for the person
   */
  finish(query: URLSearchParams, checks: SignInChecks): Promise<Identity>;
}

/** Google's sign-in: OpenID Connect's code flow, of which the id token alone is used. */
export function googleSignIn(settings: GoogleSettings, redirectUri: string): GoogleSignIn {
  let discovering: Promise<Configuration> | undefined;
  const discovered = () => {
    discovering ??= discover(settings).catch((error) => {
      discovering = undefined;
      throw error;
    });
    return discovering;
  };
  return {
    start: async () => {
      const client = await import('openid-client');
      const checks = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        codeVerifier: client.randomPKCECodeVerifier(),
      };
      const [domain, ...others] = settings.domains;
      const isOneDomain = others.length + settings.emails.length === 0;
      const url = client.buildAuthorizationUrl(await discovered(), {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: 'S256',
        prompt: 'select_account',
        // Only what Google shows: the token's claim decides.
        ...(isOneDomain && domain !== undefined && { hd: domain }),
      });
      return { url: url.href, checks };
    },
    finish: async (query, { state, nonce, codeVerifier }) => {
      const client = await import('openid-client');
      const address = new URL(`${redirectUri}?${query}`);
      const tokens = await client
        .authorizationCodeGrant(await discovered(), address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        })
        .catch((cause) => {
          throw new DocPilotError('forbidden', 'Google did not confirm who you are.', { cause });
        });
      return identityOf(tokens.claims() ?? {}, settings);
    },
  };
}

async function discover(settings: GoogleSettings): Promise<Configuration> {
  const client = await import('openid-client');
  const server = new URL(settings.accountsUrl);
  // A stand-in on this machine.
  const isLocal = server.protocol === 'http:' && server.hostname === '127.0.0.1';
  return client.discovery(server, settings.clientId, settings.clientSecret, undefined, {
    execute: [
      client.enableNonRepudiationChecks,
      ...(isLocal ? [client.allowInsecureRequests] : []),
    ],
  });
}

function identityOf(claims: Readonly<Record<string, unknown>>, settings: GoogleSettings): Identity {
  const { iss, sub, email, email_verified: isVerified, hd, name } = claims;
  if (typeof email !== 'string' || isVerified !== true) {
    throw new DocPilotError('forbidden', 'Google has not verified the address of this account.');
  }
  const domain = typeof hd === 'string' ? hd : null;
  if (!isAdmitted({ email, domain }, settings)) {
    throw new DocPilotError(
      'forbidden',
      `${email} may not use this DocPilot: choose an account of your team, or ask whoever runs it to admit you.`,
    );
  }
  const shown = typeof name === 'string' && name !== '' ? name : email;
  return { issuer: String(iss), subject: String(sub), email, domain, name: shown };
}

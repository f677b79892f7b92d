import type { OAuthClientProvider } from '@modelcontextprotocol/client';
import { Browser } from './browser.ts';
import { redirectUri } from './oauth-client.ts';
import { key } from './serve-sign-in.ts';

type Saved<Name extends keyof OAuthClientProvider> = Awaited<
  ReturnType<Extract<OAuthClientProvider[Name], (...parameters: never) => unknown>>
>;

/**
 * What an official client asks of the application that it is in, with a person who lets it in by the
 * API key.
 * @param metadataUrl where its metadata document is; undefined: it registers
 */
export function personProvider(metadataUrl?: string) {
  let client: Saved<'clientInformation'>;
  let tokens: Saved<'tokens'>;
  let verifier = '';
  let returned = new URLSearchParams();
  const provider: OAuthClientProvider = {
    redirectUrl: redirectUri,
    ...(metadataUrl !== undefined && { clientMetadataUrl: metadataUrl }),
    clientMetadata: {
      client_name: 'An official client',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    clientInformation: () => client,
    saveClientInformation: (information) => {
      client = information;
    },
    tokens: () => tokens,
    saveTokens: (issued) => {
      tokens = issued;
    },
    redirectToAuthorization: async (address) => {
      const browser = new Browser(redirectUri);
      const asked = await browser.open(address);
      returned = (await browser.submit(asked, { decision: 'allow', api_key: key })).url
        .searchParams;
    },
    saveCodeVerifier: (text) => {
      verifier = text;
    },
    codeVerifier: () => verifier,
  };
  return {
    provider,
    /** The parameters of the address that the person was sent back to. */
    returned: () => returned,
    clientId: () => client?.client_id,
    tokens: () => tokens,
    /** As if the access token had ended. */
    loseAccessToken: () => {
      if (tokens) tokens = { ...tokens, access_token: 'x'.repeat(43) };
    },
  };
}

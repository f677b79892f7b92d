import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Browser, type Page } from './browser.ts';
import { key, type ServedSignIn } from './serve-sign-in.ts';

export const redirectUri = 'http://127.0.0.1:33418/callback';

export interface Tokens {
  access_token: string;
  refresh_token: string;
  token_type: string;
  expires_in: number;
  scope: string;
}

/** An assistant's side of the sign-in, by hand, so that each part can be done wrongly. */
export class OAuthClient {
  readonly served: Pick<ServedSignIn, 'issuer' | 'mcpUrl'>;
  readonly verifier = randomBytes(32).toString('base64url');
  clientId = '';

  constructor(served: OAuthClient['served']) {
    this.served = served;
  }

  async register(more: object = {}): Promise<Response> {
    const response = await fetch(`${this.served.issuer}/register`, {
      method: 'POST',
      // Each from an address of its own, as registrations are limited by it.
      headers: { 'content-type': 'application/json', 'x-forwarded-for': randomUUID() },
      body: JSON.stringify({
        client_name: 'Test assistant',
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'none',
        ...more,
      }),
    });
    if (response.ok) {
      const registered = (await response.clone().json()) as { client_id: string };
      this.clientId = registered.client_id;
    }
    return response;
  }

  /** The address that an assistant sends its person to. */
  authorizeUrl(more: Record<string, string | undefined> = {}): URL {
    const url = new URL(`${this.served.issuer}/authorize`);
    const parameters = {
      response_type: 'code',
      client_id: this.clientId,
      redirect_uri: redirectUri,
      scope: 'docs:read',
      state: 'the-state-of-the-client',
      resource: this.served.mcpUrl,
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    };
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    return url;
  }

  /** A person lets the client in with the API key. @returns the code */
  async consent(more: Record<string, string | undefined> = {}, apiKey = key): Promise<string> {
    const browser = new Browser(redirectUri);
    const asked = await browser.open(this.authorizeUrl(more));
    return codeOf(await browser.submit(asked, { decision: 'allow', api_key: apiKey }));
  }

  async token(fields: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams({ client_id: this.clientId, ...fields });
    return fetch(`${this.served.issuer}/token`, { method: 'POST', body });
  }

  redeem(code: string, more: Record<string, string> = {}): Promise<Response> {
    return this.token({
      grant_type: 'authorization_code',
      code,
      code_verifier: this.verifier,
      redirect_uri: redirectUri,
      ...more,
    });
  }

  refresh(token: string): Promise<Response> {
    return this.token({ grant_type: 'refresh_token', refresh_token: token });
  }

  /** Registers, is let in, and redeems the code. */
  async connect(): Promise<Tokens> {
    if (this.clientId === '') await this.register();
    const response = await this.redeem(await this.consent());
    return (await response.json()) as Tokens;
  }
}

/** The code of the address that a browser was sent back to. */
export function codeOf({ url, html }: Page): string {
  const code = url.searchParams.get('code');
  if (code === null) throw new Error(`no code: ${url.href}\n${html}`);
  return code;
}

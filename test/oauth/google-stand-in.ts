import { OAuth2Server } from 'oauth2-mock-server';

export interface GoogleStandIn {
  /** The settings with which DocPilot asks it. */
  settings: Record<string, string>;
  url: string;
  stop(): Promise<void>;
}

/** A stand-in of Google at which Ann of example.com is signed in. */
export async function startGoogle(): Promise<GoogleStandIn> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const url = `http://127.0.0.1:${server.address().port}`;
  server.issuer.url = url;
  const ann = { sub: '1', email: 'ann@example.com', email_verified: true, hd: 'example.com' };
  server.service.on('beforeTokenSigning', (token: { payload: object }) => {
    Object.assign(token.payload, { ...ann, name: 'Ann', aud: 'docpilot' });
  });
  return {
    url,
    settings: {
      OAUTH_CLIENT_ID: 'docpilot',
      OAUTH_CLIENT_SECRET: 'the-secret-at-google',
      GOOGLE_ACCOUNTS_URL: url,
      ALLOWED_DOMAINS: 'example.com',
    },
    stop: () => server.stop(),
  };
}

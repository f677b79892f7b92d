import { type AskDeployment, askAt, partOf } from './ask-deployment.ts';

const redirect = 'http://127.0.0.1:33418/callback';

/**
 * Goes the way of an assistant up to the person's consent: the challenge of the endpoint, the two
 * discovery documents, a registration, and a redirect that nobody registered. What it registers is
 * deleted after a day.
 * @returns the addresses to paste
 */
export async function checkSignIn(ask: AskDeployment): Promise<string> {
  const refused = await ask('/mcp', { json: {} });
  if (refused.status === 404) return 'not deployed here';
  const challenge = refused.headers.get('www-authenticate') ?? '';
  const metadata = /resource_metadata="([^"]+)"/.exec(challenge)?.[1];
  if (metadata === undefined) {
    throw new Error('The 401 of /mcp names no resource_metadata: is MCP_URL set? Deploy again.');
  }
  const askThere = askAt(new URL(metadata).origin);
  const issuer = new URL(metadata).origin;
  const resource = await askThere(new URL(metadata).pathname);
  const mcpUrl = partOf(resource.body, 'resource');
  if (mcpUrl !== `${issuer}/mcp`) {
    throw new Error(`${metadata} must name ${issuer}/mcp, and names ${String(mcpUrl)}.`);
  }
  for (const path of ['oauth-authorization-server', 'openid-configuration']) {
    const server = await askThere(`/.well-known/${path}`);
    if (partOf(server.body, 'issuer') !== issuer) {
      throw new Error(
        `${issuer}/.well-known/${path} answered ${server.status}, without its issuer.`,
      );
    }
  }
  await checkRegistration(askThere);
  return `assistants connect to ${mcpUrl}; the redirect address at Google is ${issuer}/callback`;
}

async function checkRegistration(askThere: AskDeployment): Promise<void> {
  const registered = await askThere('/register', {
    json: {
      client_name: 'DocPilot’s doctor',
      redirect_uris: [redirect],
      token_endpoint_auth_method: 'none',
    },
  });
  const clientId = partOf(registered.body, 'client_id');
  if (registered.status !== 201 || typeof clientId !== 'string') {
    throw new Error(`A registration must be answered with 201, and was with ${registered.status}.`);
  }
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: 'https://stranger.example/callback',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  });
  const answer = await askThere(`/authorize?${query}`);
  if (answer.status !== 400) {
    throw new Error(
      `A redirect that is not registered must be refused with 400: ${answer.status}.`,
    );
  }
}

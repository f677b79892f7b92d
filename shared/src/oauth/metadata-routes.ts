import type { Route } from '../http/route.ts';
import { readScope, scopes } from './scopes.ts';

/** What clients read before they sign in; made without the authorization server, which stays unloaded. */
export function metadataRoutes(mcpUrl: string): Route[] {
  const { origin } = new URL(mcpUrl);
  const server = serverMetadata(origin);
  const resource = {
    resource: mcpUrl,
    authorization_servers: [origin],
    scopes_supported: [readScope],
    bearer_methods_supported: ['header'],
    resource_name: 'DocPilot',
  };
  const openid = {
    ...server,
    jwks_uri: `${origin}/jwks`,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
  };
  return [
    document('/.well-known/oauth-protected-resource', resource),
    document('/.well-known/oauth-protected-resource/mcp', resource),
    document('/.well-known/oauth-authorization-server', server),
    // For clients that look only here. No scope brings an ID token, so there are no keys.
    document('/.well-known/openid-configuration', openid),
    document('/jwks', { keys: [] }),
  ];
}

/** Claude takes metadata documents only where both "none" and the first field are there. */
function serverMetadata(origin: string) {
  return {
    client_id_metadata_document_supported: true,
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    registration_endpoint: `${origin}/register`,
    revocation_endpoint: `${origin}/revoke`,
    scopes_supported: scopes,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_methods_supported: clientAuthMethods,
    token_endpoint_auth_signing_alg_values_supported: ['ES256', 'RS256', 'PS256', 'EdDSA'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
}

/** How clients may authenticate. */
export const clientAuthMethods = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
] as const;

function document(path: string, body: object): Route {
  return { method: 'GET', path, auth: 'none', handle: async () => ({ body }) };
}

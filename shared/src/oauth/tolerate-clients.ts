type Metadata = Readonly<Record<string, unknown>>;

/** What is read of a client's metadata; the rest is neither needed nor shown. */
const known = [
  'client_id',
  'client_name',
  'redirect_uris',
  'token_endpoint_auth_method',
  'jwks',
  'jwks_uri',
] as const;

/**
 * A client's metadata as oidc-provider takes it. Real clients send more, less or other than the
 * library accepts, and each was refused:
 * - loopback and custom-scheme redirects without `application_type: native`, without which their
 *   port must not differ (Claude Code, Cursor, VS Code);
 * - grant types that do not exist here (VS Code);
 * - scopes that do not exist here, which would become the only ones that the client may ask for;
 * - algorithms of ID tokens, which are not issued here.
 */
export function toleratedClient(metadata: Metadata): Metadata {
  const kept = known.filter((name) => metadata[name] !== undefined);
  const redirects = Array.isArray(metadata.redirect_uris) ? metadata.redirect_uris : [];
  return {
    ...Object.fromEntries(kept.map((name) => [name, metadata[name]])),
    application_type: redirects.every(isWeb) ? 'web' : 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
  };
}

function isWeb(redirect: unknown): boolean {
  const url = URL.parse(String(redirect));
  return url?.protocol === 'https:';
}

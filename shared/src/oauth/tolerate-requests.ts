import { scopes } from './scopes.ts';

type Query = Readonly<Record<string, string | readonly string[]>>;

/** The parameters of an authorization request that have a meaning here. */
const known = [
  'client_id',
  'response_type',
  'redirect_uri',
  'state',
  'code_challenge',
  'code_challenge_method',
  'resource',
];

/**
 * An authorization request as oidc-provider takes it. Real clients ask for no scope at all, for
 * those of OpenID Connect, or send a nonce, and were refused; whoever asks may read, and nothing
 * else.
 */
export function toleratedRequest(query: Query): URLSearchParams {
  const kept = Object.entries(query).filter(([name]) => known.includes(name));
  const parameters = new URLSearchParams();
  for (const [name, values] of kept) {
    for (const value of [values].flat()) parameters.append(name, value);
  }
  parameters.set('scope', scopes.join(' '));
  // A page that nobody sees cannot ask.
  if (query.prompt === 'none') parameters.set('prompt', 'none');
  return parameters;
}

/** Who sent a request, as far as its Authorization says. */
export interface Caller {
  /** Whose rate limit it counts against. */
  name: string;
  hasToken: boolean;
  /** A token that is not the server's. */
  isRefused: boolean;
}

/** @param token the one that opens the server; without one every token is taken */
export function readCaller(authorization: string | undefined, token: string | undefined): Caller {
  const given = tokenOf(authorization);
  if (given === null) return { name: 'anonymous', hasToken: false, isRefused: false };
  if (token !== undefined && given !== token) {
    return { name: 'anonymous', hasToken: false, isRefused: true };
  }
  return { name: `token ${given}`, hasToken: true, isRefused: false };
}

/** `Bearer T`, `token T`, or T as the password of basic authentication. */
function tokenOf(authorization: string | undefined): string | null {
  const [, scheme, value] = /^(\S+) +(\S.*)$/.exec(authorization?.trim() ?? '') ?? [];
  if (scheme === undefined || value === undefined) return null;
  if (scheme.toLowerCase() !== 'basic') return value;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

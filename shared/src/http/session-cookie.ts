import type { IncomingHttpHeaders } from 'node:http';

/** The prefix lets no other host and no http set it; on this machine there is no https. */
const cookieName = (isSecure: boolean) => `${isSecure ? '__Host-' : ''}docpilot_session`;

/**
 * The token of the page's session. It counts only for what the page itself asks for: a browser says
 * so in Sec-Fetch-Site, which no script can set, and no other site's request has.
 */
export function sessionToken(headers: IncomingHttpHeaders): string | undefined {
  if (headers['sec-fetch-site'] !== 'same-origin') return undefined;
  return readCookie(headers, '(?:__Host-)?docpilot_session');
}

/** @param name as a regular expression */
export function readCookie(headers: IncomingHttpHeaders, name: string): string | undefined {
  return new RegExp(`(?:^|; ?)${name}=([\\w.-]+)`).exec(headers.cookie ?? '')?.[1];
}

/**
 * The header Set-Cookie of a session.
 * @param seconds 0 takes it away
 */
export function sessionCookie(publicUrl: string, token: string, seconds: number): string {
  const isSecure = publicUrl.startsWith('https:');
  return `${cookieName(isSecure)}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}

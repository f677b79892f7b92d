import type { Route } from '@docpilot/shared/route';
import { fileRoute } from '@docpilot/shared/static-routes';

/** What a page may do: load its own files, and call this origin. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * A page for people. Its HTML names its files from the origin on, with this function's name in
 * front: that holds with and without a slash at the end of the page's own address, behind
 * PUBLIC_URL and on the function's own address.
 * @param own what the policy says of this page alone, its images for example
 */
export function pageRoute(path: string, file: URL, publicUrl: string, own: string): Route {
  const address = publicUrl.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return fileRoute(path, file, {
    headers: {
      'content-security-policy': `${contentSecurityPolicy}; ${own}`,
      'referrer-policy': 'no-referrer',
    },
    fill: (html) => html.replaceAll('PUBLIC_URL', () => address),
  });
}

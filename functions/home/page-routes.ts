import type { Route } from '@docpilot/shared/route';
import { fileRoute, folderRoutes } from '@docpilot/shared/static-routes';

const folder = new URL('page/', import.meta.url);

/** What the page may do: load its own files, and call this origin. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The page for people. Its HTML names its files from the origin on, with this function's name in
 * front: that holds with and without a slash at the end of the page's own address, behind
 * PUBLIC_URL and on the function's own address.
 */
export function pageRoutes(publicUrl: string): Route[] {
  const address = publicUrl.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return [
    fileRoute('/', new URL('index.html', folder), {
      headers: {
        'content-security-policy': contentSecurityPolicy,
        'referrer-policy': 'no-referrer',
      },
      fill: (html) => html.replaceAll('PUBLIC_URL', () => address),
    }),
    ...folderRoutes('/page', folder),
  ];
}

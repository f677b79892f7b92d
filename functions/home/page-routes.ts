import { docsEndpoint, openApiEndpoint, pageEndpoint } from '@docpilot/shared/home-endpoints';
import type { Route } from '@docpilot/shared/route';
import { contentRoute, pageRoutes } from '@docpilot/shared/static-routes';
import { readPage } from '#read-page';
import description from './package.json' with { type: 'json' };

/** What every page may do: load its own files, and call this origin. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The search page never parses text as HTML, so the browser may forbid it. */
const trustedTypes = "require-trusted-types-for 'script'; trusted-types 'none'";

/** The search page and its files. */
export function searchPageRoutes(publicUrl: string): Route[] {
  const policy = `img-src 'self'; ${trustedTypes}`;
  return routesOf(pageEndpoint.paths.home, 'page', publicUrl, policy);
}

/** The documentation, rendered by Swagger UI, whose style sheet contains its icons as data URLs. */
export function docsRoutes(publicUrl: string): Route[] {
  return routesOf(docsEndpoint.paths.home, 'docs', publicUrl, "img-src 'self' data:");
}

/** The OpenAPI document, made at its first request: no other request needs the schemas. */
export function openApiRoute(publicUrl: string): Route {
  return contentRoute(openApiEndpoint.paths.home, 'application/json', async () => {
    const { openApiDocument } = await import('@docpilot/shared/openapi-document');
    return JSON.stringify(openApiDocument({ publicUrl, version: description.version }));
  });
}

/**
 * The routes of a page. Its HTML refers to its files by paths that start with this function's name
 * (`/home/…`). They work whether or not the page's own address ends with a slash, and both under
 * PUBLIC_URL and under the function's own address.
 * @param extraPolicy the part of the Content-Security-Policy that only this page has
 */
function routesOf(path: string, folder: string, publicUrl: string, extraPolicy: string): Route[] {
  const address = publicUrl.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return pageRoutes({
    path,
    filesPath: `/${folder}`,
    read: () => readPage(folder),
    headers: {
      'content-security-policy': `${contentSecurityPolicy}; ${extraPolicy}`,
      'referrer-policy': 'no-referrer',
    },
    fill: (html) => html.replaceAll('PUBLIC_URL', () => address),
  });
}

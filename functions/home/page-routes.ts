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

/** What the pages are told about DocPilot. */
export interface PageFacts {
  publicUrl: string;
  /** The address that assistants sign in to; empty if they cannot. */
  mcpUrl: string;
  /** How people sign in to the search page; empty: with a key alone. */
  signIn: 'google' | '';
}

/** The search page and its files. */
export function searchPageRoutes(facts: PageFacts): Route[] {
  const policy = `img-src 'self'; ${trustedTypes}`;
  return routesOf(pageEndpoint.paths.home, 'page', facts, policy);
}

/** The documentation, rendered by Swagger UI, whose style sheet contains its icons as data URLs. */
export function docsRoutes(facts: PageFacts): Route[] {
  return routesOf(docsEndpoint.paths.home, 'docs', facts, "img-src 'self' data:");
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
function routesOf(path: string, folder: string, facts: PageFacts, extraPolicy: string): Route[] {
  const filled = { PUBLIC_URL: facts.publicUrl, MCP_URL: facts.mcpUrl, SIGN_IN: facts.signIn };
  const inHtml = (text: string) =>
    text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return pageRoutes({
    path,
    filesPath: `/${folder}`,
    read: () => readPage(folder),
    headers: {
      'content-security-policy': `${contentSecurityPolicy}; ${extraPolicy}`,
      'referrer-policy': 'no-referrer',
    },
    fill: (html) =>
      Object.entries(filled).reduce(
        (text, [name, value]) => text.replaceAll(name, () => inHtml(value)),
        html,
      ),
  });
}

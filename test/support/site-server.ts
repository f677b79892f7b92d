import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveLoopback } from '../../local/loopback/serve-loopback.ts';

export interface ServedPage {
  body: string | Buffer;
  type?: string;
  status?: number;
  headers?: Record<string, string>;
  /** In the sitemap; undefined: none. */
  lastmod?: string;
  /** Served, but not in the sitemap. */
  unlisted?: boolean;
  /** Without ETag, so that it is sent whole each time. */
  isPlain?: boolean;
}

type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A page as a small site makes it. */
export function htmlPage(
  title: string,
  text: string,
  { links = [], head = '' }: { links?: string[]; head?: string } = {},
): string {
  const nav = links.map((link) => `<a href="${link}">${link}</a>`).join(' ');
  return `<!doctype html><html><head><title>${title} | Site</title>${head}</head><body>
<nav>${nav}</nav><main><h1>${title}</h1>${text}</main><footer>© The site</footer></body></html>`;
}

/** A documentation site in memory, on loopback, with a sitemap, robots.txt and ETags. */
export async function serveSite() {
  const pages = new Map<string, ServedPage>();
  let intercept: Intercept = () => false;
  const taken: string[] = [];
  const site = {
    /** By path. */
    pages,
    robots: '' as string | null,
    /** `none`: the site has none. */
    sitemap: 'whole' as 'whole' | 'cut off' | 'empty' | 'none',
    /** What it answers with for a page that it does not have. */
    notFound: { status: 404, body: htmlPage('Page not found', 'It may have moved.') },
    url: '',
    /** Changes the answers to requests, until the next call. */
    intercept: (next: Intercept = () => false) => {
      intercept = next;
    },
    /** The requests since the last call: `200 /guide`. */
    takeRequests: () => taken.splice(0),
    close: async () => {},
  };

  function sitemapText(): string {
    const listed = [...pages].filter(([, page]) => !page.unlisted);
    const urls = listed.map(([path, { lastmod }]) => {
      const changed = lastmod === undefined ? '' : `<lastmod>${lastmod}</lastmod>`;
      return `<url><loc>${site.url}${path}</loc>${changed}</url>`;
    });
    const open =
      '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
    if (site.sitemap === 'cut off') return open + urls.slice(0, urls.length / 2).join('');
    return `${open}${site.sitemap === 'empty' ? '' : urls.join('\n')}</urlset>`;
  }

  function pageAt(path: string): ServedPage {
    if (path === '/robots.txt') {
      return {
        body: site.robots ?? '',
        status: site.robots === null ? 404 : 200,
        type: 'text/plain',
      };
    }
    if (path === '/sitemap.xml' && site.sitemap !== 'none') {
      return { body: sitemapText(), type: 'application/xml' };
    }
    return pages.get(path) ?? site.notFound;
  }

  const server = await serveLoopback(
    () => async (request, response) => {
      const path = request.url ?? '/';
      const done = () => taken.push(`${response.statusCode} ${path}`);
      response.on('finish', done);
      if (intercept(request, response)) return;
      const { body, status = 200, type = 'text/html; charset=utf-8', ...page } = pageAt(path);
      const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
      const headers = {
        'content-type': type,
        ...(page.isPlain || status !== 200 ? {} : { etag }),
        ...page.headers,
      };
      const isSame = request.headers['if-none-match'] === etag && !page.isPlain;
      if (isSame && status === 200) response.writeHead(304, headers).end();
      else response.writeHead(status, headers).end(body);
    },
    {},
  );
  site.url = server.url;
  site.close = server.close;
  return site;
}

export type Site = Awaited<ReturnType<typeof serveSite>>;

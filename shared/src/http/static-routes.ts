import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { DocPilotError } from '../errors.ts';
import type { Reply, Route } from './route.ts';

/** Of the files that a page may load, by extension. */
const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Browsers revalidate the content each time. */
const revalidated = 'no-cache';
/**
 * Browsers show it again without asking for five minutes. A page that is shown so asks for itself
 * (functions/home/page/renew-page.js): the next visit shows a new release.
 */
const keptBriefly = 'private, max-age=300';
/** The content of this address never changes (RFC 8246). */
const immutable = 'public, max-age=31536000, immutable';

export interface PageOptions {
  /** The page's path. */
  path: string;
  /** The folder of its files, as a path. */
  filesPath: string;
  /** The page's files by name, `index.html` among them; called at the first request. */
  read(): Promise<ReadonlyMap<string, Buffer>>;
  /** Additional headers of the page. */
  headers: Record<string, string>;
  /** Turns the text of `index.html` into the served text. */
  fill(html: string): string;
}

/**
 * The routes of a page, which browsers keep briefly, and of its files, which they keep for good: the
 * name of a file contains a hash of its content.
 */
export function pageRoutes({ path, filesPath, read, headers, fill }: PageOptions): Route[] {
  let reading: Promise<ReadonlyMap<string, Buffer>> | undefined;
  const contents = new Map<string, Promise<StaticContent>>();
  const readOnce = () => {
    reading ??= read();
    return reading;
  };
  const page = async () => fill((await readOnce()).get('index.html')?.toString() ?? '');
  return [
    contentRoute(path, 'text/html; charset=utf-8', page, {
      ...headers,
      'cache-control': keptBriefly,
    }),
    {
      method: 'GET',
      path: `${filesPath}/:name`,
      auth: 'none',
      handle: async (request) => {
        const { name = '' } = request.parameters;
        const bytes = (await readOnce()).get(name);
        const contentType = contentTypes[extname(name)];
        if (bytes === undefined || contentType === undefined) {
          throw new DocPilotError('not_found', `There is no file ${name}: reload the page.`);
        }
        const content = contents.get(name) ?? staticContent(bytes);
        contents.set(name, content);
        return answerStatic(await content, contentType, immutable, request.headers);
      },
    },
  ];
}

/**
 * A GET route for content that never changes while the function runs; made at the first request.
 */
export function contentRoute(
  path: string,
  contentType: string,
  make: () => Promise<string>,
  headers: Record<string, string> = {},
): Route {
  let content: Promise<StaticContent> | undefined;
  return {
    method: 'GET',
    path,
    auth: 'none',
    handle: async (request) => {
      content ??= make().then((made) => staticContent(Buffer.from(made)));
      const reply = answerStatic(await content, contentType, revalidated, request.headers);
      return { ...reply, headers: { ...reply.headers, ...headers } };
    },
  };
}

interface StaticContent {
  plain: Buffer;
  gzipped: Buffer;
  /** A strong validator of the content; RFC 9110 requires another ETag for each encoding. */
  tag: string;
}

async function staticContent(plain: Buffer): Promise<StaticContent> {
  const tag = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return { plain, gzipped: await promisify(gzip)(plain), tag };
}

function answerStatic(
  { plain, gzipped, tag }: StaticContent,
  contentType: string,
  cacheControl: string,
  headers: IncomingHttpHeaders,
): Reply {
  const isGzipped = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\b)/.test(
    String(headers['accept-encoding'] ?? ''),
  );
  const etag = isGzipped ? `"${tag}-gzip"` : `"${tag}"`;
  const always = {
    'content-type': contentType,
    etag,
    'cache-control': cacheControl,
    vary: 'accept-encoding',
  };
  const known = headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (known?.includes(etag)) return { status: 304, headers: always, body: '' };
  if (!isGzipped) return { headers: always, body: plain };
  return { headers: { ...always, 'content-encoding': 'gzip' }, body: gzipped };
}

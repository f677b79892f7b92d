import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Reply, Route } from './route.ts';

/** By extension; other files are not served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A GET route for each file that the HTML in a folder may load, under the file's name. */
export function folderRoutes(path: string, folder: URL): Route[] {
  return readdirSync(folder)
    .filter((name) => extname(name) in contentTypes && extname(name) !== '.html')
    .map((name) => fileRoute(`${path}/${name}`, new URL(name, folder)));
}

interface FileOptions {
  /** Additional headers. */
  headers?: Record<string, string>;
  /** Turns the file's text into the served text. */
  fill?(text: string): string;
}

/** A GET route for one file, which is read at the first request. */
export function fileRoute(path: string, file: URL, { headers, fill }: FileOptions = {}): Route {
  const contentType = contentTypes[extname(file.pathname)];
  if (contentType === undefined) throw new Error(`Files like ${file.pathname} are not served.`);
  const read = async () => {
    const bytes = await readFile(file);
    return fill ? fill(bytes.toString()) : bytes;
  };
  return contentRoute(path, contentType, read, headers);
}

/**
 * A GET route for content that never changes while the function runs; made at the first request.
 */
export function contentRoute(
  path: string,
  contentType: string,
  make: () => Promise<string | Buffer>,
  headers: Record<string, string> = {},
): Route {
  let content: Promise<StaticContent> | undefined;
  return {
    method: 'GET',
    path,
    auth: 'none',
    handle: async (request) => {
      content ??= make().then((made) => staticContent(Buffer.from(made)));
      const reply = answerStatic(await content, request.headers);
      return { ...reply, headers: { 'content-type': contentType, ...reply.headers, ...headers } };
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

/**
 * Browsers cache the content and revalidate it each time, so that after a deploy they never mix old
 * and new files.
 */
function answerStatic({ plain, gzipped, tag }: StaticContent, headers: IncomingHttpHeaders): Reply {
  const isGzipped = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\b)/.test(
    String(headers['accept-encoding'] ?? ''),
  );
  const etag = isGzipped ? `"${tag}-gzip"` : `"${tag}"`;
  const caching = { etag, 'cache-control': 'no-cache', vary: 'accept-encoding' };
  const known = headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (known?.includes(etag)) return { status: 304, headers: caching, body: '' };
  if (!isGzipped) return { headers: caching, body: plain };
  return { headers: { ...caching, 'content-encoding': 'gzip' }, body: gzipped };
}

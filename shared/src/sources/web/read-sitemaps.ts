import { DocPilotError } from '../../errors.ts';
import { inflated } from './read-body.ts';
import { readSitemap, type Sitemap } from './read-sitemap.ts';
import { pageAddress, type SiteScope } from './site-address.ts';
import type { SiteCursor } from './site-cursor.ts';
import type { WebClient } from './web-client.ts';

type Validators = SiteCursor['sitemaps'];

/** What all sitemaps of a site say together. */
export type SitemapReading =
  | { kind: 'none' }
  /** Each is as it was. */
  | { kind: 'same' }
  | {
      kind: 'read';
      /** By the page's address, with its `lastmod`. */
      pages: Map<string, string | undefined>;
      /** False: one is cut off, missing or empty. */
      isWhole: boolean;
      validators: Validators;
    };

/** What the protocol allows, of one file, decompressed. */
const maxBytes = 50 * 1024 * 1024;
const maxSitemaps = 200;
/** Where they are when robots.txt names none. */
const usual = ['sitemap.xml', 'sitemap_index.xml'];

/**
 * Reads a site's sitemaps and those that they name.
 * @param named by robots.txt
 * @param known what they were answered with the last time
 * @throws DocPilotError as the client, and upstream_unavailable where the site refuses one
 */
export async function readSitemaps(
  client: WebClient,
  scope: SiteScope,
  named: readonly string[],
  known: Validators,
): Promise<SitemapReading> {
  if (named.every((address) => address in known) && (await areSame(client, known))) {
    return { kind: 'same' };
  }
  const reading = { pages: new Map<string, string | undefined>(), isWhole: true, validators: {} };
  const seen = new Set<string>();
  if (named.length > 0) await readInto(client, scope, named, reading, seen);
  for (const guess of named.length > 0 ? [] : usual.flatMap((name) => placesOf(name, scope))) {
    if (seen.has(guess)) continue;
    if (await readInto(client, scope, [guess], reading, seen)) break;
    reading.isWhole = true;
  }
  return Object.keys(reading.validators).length === 0
    ? { kind: 'none' }
    : { kind: 'read', ...reading };
}

/** Whether all of them are as they were. */
async function areSame(client: WebClient, known: Validators): Promise<boolean> {
  const sitemaps = Object.entries(known);
  if (sitemaps.length === 0) return false;
  if (!sitemaps.every(([, validators]) => Object.keys(validators).length > 0)) return false;
  for (const [address, validators] of sitemaps) {
    const { status } = await client.follow(new URL(address), conditions(validators), maxBytes);
    if (status !== 304) return false;
  }
  return true;
}

/** @returns whether there was any */
async function readInto(
  client: WebClient,
  scope: SiteScope,
  addresses: readonly string[],
  reading: Omit<Extract<SitemapReading, { kind: 'read' }>, 'kind'>,
  seen: Set<string>,
): Promise<boolean> {
  let isAny = false;
  const queue = [...addresses];
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const url = URL.parse(address, scope.start.href);
    if (url === null || seen.has(url.href)) continue;
    seen.add(url.href);
    const read = seen.size > maxSitemaps ? null : await readOne(client, url);
    reading.isWhole &&= read?.sitemap.isWhole ?? false;
    if (read === null) continue;
    isAny = true;
    reading.validators[address] = read.validators;
    queue.push(...read.sitemap.sitemaps);
    for (const page of read.sitemap.pages) {
      const found = pageAddress(page.address);
      if (found !== null && scope.includes(found)) reading.pages.set(found.href, page.lastmod);
    }
  }
  return isAny;
}

function placesOf(name: string, { folder }: SiteScope): string[] {
  return [new URL(name, folder).href, new URL(`/${name}`, folder).href];
}

/** @returns null where there is none */
async function readOne(
  client: WebClient,
  url: URL,
): Promise<{ sitemap: Sitemap; validators: Validators[string] } | null> {
  const { status, headers, body } = await client.follow(url, {}, maxBytes);
  if (status === 404 || status === 410) return null;
  if (status !== 200 || body === null) {
    throw new DocPilotError('upstream_unavailable', `${url.href} was answered with ${status}.`);
  }
  const sitemap = readSitemap(textOf(body));
  return sitemap && { sitemap, validators: validatorsOf(headers) };
}

/** What is cut off in the middle of a compressed file is a sitemap that is cut off. */
function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder().decode(inflated(body, maxBytes));
  } catch {
    return '<urlset>';
  }
}

/** What asks a server to answer only if something has changed. */
export function conditions(known: Validators[string] | undefined): Record<string, string> {
  return {
    ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
    ...(known?.modified === undefined ? {} : { 'if-modified-since': known.modified }),
  };
}

export function validatorsOf(headers: Headers): Validators[string] {
  const etag = headers.get('etag');
  const modified = headers.get('last-modified');
  return { ...(etag === null ? {} : { etag }), ...(modified === null ? {} : { modified }) };
}

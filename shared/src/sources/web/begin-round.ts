import { chooseEditions } from './choose-editions.ts';
import { readLlms } from './read-llms.ts';
import { readSitemaps, type SitemapReading } from './read-sitemaps.ts';
import { type Round, type SiteCursor, stateOf } from './site-cursor.ts';
import { type SiteFacts, SitePages } from './site-pages.ts';
import type { WebClient } from './web-client.ts';

const maxLlmsBytes = 2 * 1024 * 1024;

/**
 * Learns which pages a site has, and begins a round that asks for those that may have changed.
 * @returns what people should know
 * @throws DocPilotError as the client
 */
export async function beginRound(
  client: WebClient,
  cursor: SiteCursor,
  facts: SiteFacts,
): Promise<string[]> {
  const { scope, rules } = facts;
  const reading = await readSitemaps(client, scope, rules.sitemaps, cursor.sitemaps);
  const llms = await readLlmsFile(client, facts);
  const round: Round = {
    startedAt: Date.now(),
    pass: 'sitemap',
    level: 0,
    isWhole: true,
    isRelinked: false,
    bytes: 0,
  };
  cursor.round = round;
  const known = Object.entries(cursor.pages);
  const hadSitemap = known.some(([, { listed, depth }]) => listed && depth === undefined);
  for (const [, state] of known) {
    delete state.found;
    delete state.due;
  }
  const hasPages = reading.kind === 'same' || (reading.kind === 'read' && reading.pages.size > 0);
  if (!hasPages && !(hadSitemap && reading.kind === 'read')) {
    followLinks(cursor, round, facts, llms);
    return [];
  }
  const notes = await takeSitemap(client, cursor, round, facts, reading);
  const pages = new SitePages(cursor, facts);
  for (const [address, state] of Object.entries(cursor.pages)) {
    const markdown = llms.get(address);
    if (markdown) state.markdown = markdown;
    else delete state.markdown;
    if (state.listed || !round.isWhole) pages.find(new URL(address));
  }
  if (pages.isOverLimit) {
    round.isWhole = false;
    notes.push(tooMany(facts));
  }
  return notes;
}

export function tooMany({ limits }: SiteFacts): string {
  return `The site has more than ${limits.pages.toLocaleString('en')} pages, or deeper ones than ${limits.depth} links: the others are not read, and nothing is deleted. Name a part of the site in SITES.`;
}

async function takeSitemap(
  client: WebClient,
  cursor: SiteCursor,
  round: Round,
  facts: SiteFacts,
  reading: SitemapReading,
): Promise<string[]> {
  if (reading.kind !== 'read') return [];
  const notes: string[] = [];
  round.isWhole = reading.isWhole && reading.pages.size > 0;
  if (!round.isWhole) {
    notes.push('The site’s sitemap is empty or cut off: nothing was deleted.');
  }
  for (const [address, state] of Object.entries(cursor.pages)) {
    for (const key of ['depth', 'links', 'broken'] as const) delete state[key];
    if (round.isWhole && !reading.pages.has(address)) delete state.listed;
  }
  for (const [address, lastmod] of reading.pages) {
    const state = stateOf(cursor, address);
    state.listed = true;
    if (state.lastmod !== lastmod) delete state.at;
    if (lastmod === undefined) delete state.lastmod;
    else state.lastmod = lastmod;
  }
  cursor.sitemaps = round.isWhole ? reading.validators : {};
  if (round.isWhole) notes.push(...(await takeEditions(client, cursor, facts)));
  return notes;
}

/** Chooses among versions and languages. */
async function takeEditions(
  client: WebClient,
  cursor: SiteCursor,
  { scope }: SiteFacts,
): Promise<string[]> {
  const addresses = Object.entries(cursor.pages).filter(([, { listed }]) => listed);
  const paths = addresses.map(([address]) => scope.pathOf(new URL(address)));
  if (chooseEditions(paths, cursor.home).length > 0) {
    const { url } = await client.follow(scope.start, {}, maxLlmsBytes);
    cursor.home = scope.includes(url) ? scope.pathOf(url) : 'index';
  }
  cursor.leftOut = chooseEditions(paths, cursor.home);
  return leftOutNotes(cursor);
}

/** Says which versions and languages are left out, if any are. */
export function leftOutNotes({ leftOut: folders }: SiteCursor): string[] {
  if (folders.length === 0) return [];
  const some = folders.slice(0, 10).join(', ');
  const more = folders.length > 10 ? ` and ${folders.length - 10} more` : '';
  return [
    `Other versions or languages are left out: ${some}${more}. Name one of them in SITES to have it, too.`,
  ];
}

/** Looks at the pages of the last round first: if their links are as they were, so are the pages. */
function followLinks(
  cursor: SiteCursor,
  round: Round,
  facts: SiteFacts,
  llms: ReadonlyMap<string, string | null>,
): void {
  cursor.sitemaps = {};
  const known = Object.entries(cursor.pages).filter(([, { depth }]) => depth !== undefined);
  for (const [address, state] of Object.entries(cursor.pages)) {
    // Markdown has not all links.
    delete state.markdown;
    if (!state.listed || llms.has(address)) continue;
    delete state.listed;
    round.isRelinked = true;
  }
  for (const address of llms.keys()) {
    const state = stateOf(cursor, address);
    if (!state.listed) round.isRelinked = true;
    state.listed = true;
    state.depth ??= 1;
  }
  if (known.length === 0) {
    startLinks(cursor, round, facts);
    return;
  }
  round.pass = 'known';
  const pages = new SitePages(cursor, facts);
  for (const [address, { depth = 0 }] of known) {
    pages.find(new URL(address), { depth, isAgain: true });
  }
}

/** Goes on from the start page, and from the pages that llms.txt names, by links. */
export function startLinks(cursor: SiteCursor, round: Round, facts: SiteFacts): void {
  round.pass = 'links';
  round.level = 0;
  cursor.leftOut = [];
  for (const state of Object.values(cursor.pages)) {
    delete state.found;
    delete state.broken;
  }
  const pages = new SitePages(cursor, facts);
  pages.find(facts.scope.start, { depth: 0, isAgain: true });
  for (const [address, { listed }] of Object.entries(cursor.pages)) {
    if (listed) pages.find(new URL(address), { depth: 1, isAgain: true });
  }
}

/** The pages that llms.txt names, if there is one, with their Markdown. */
async function readLlmsFile(
  client: WebClient,
  { scope, rules }: SiteFacts,
): Promise<Map<string, string | null>> {
  const url = new URL('llms.txt', scope.folder);
  if (!rules.allows(url)) return new Map();
  const answer = await client.follow(url, {}, maxLlmsBytes);
  const isText = /^text\/(?:plain|markdown)/.test(answer.headers.get('content-type') ?? '');
  if (answer.status !== 200 || answer.body === null || !isText) return new Map();
  return readLlms(new TextDecoder().decode(answer.body), answer.url);
}

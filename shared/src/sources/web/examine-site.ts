import { readSitemaps } from './read-sitemaps.ts';
import { siteScope } from './site-address.ts';
import { readRules } from './site-rules.ts';
import { siteVisitor } from './site-visitor.ts';
import type { ReadPage, Visit } from './visit-page.ts';
import { createWebClient, type WebClientOptions } from './web-client.ts';

const maxHops = 5;

/**
 * Looks at a documentation site as a sync begins it: whether it can be reached, may be read, names its
 * pages, and has text without scripts.
 * @returns how its pages are found
 * @throws Error that says what is wrong; DocPilotError as the client
 */
export async function examineSite(
  name: string,
  { readPage, ...options }: WebClientOptions & { readPage: ReadPage },
): Promise<string> {
  const client = createWebClient(options);
  const scope = siteScope(name);
  const rules = await readRules(client, scope.start);
  const visitor = siteVisitor(client, readPage, scope, () => false);

  /** The page at an address, after what it leads to. */
  async function visit(first: URL): Promise<Extract<Visit, { kind: 'page' }>> {
    let at = first;
    for (let hops = 0; hops < maxHops; hops += 1) {
      if (!scope.includes(at)) {
        throw new Error(`${first.href} leads to ${at.href}: name that address in SITES.`);
      }
      if (!rules.allows(at)) {
        throw new Error(
          `robots.txt forbids ${at.href}: its owner must allow the User-agent DocPilot.`,
        );
      }
      const { visit: found } = await visitor.visit(at, undefined, true);
      if (found.kind === 'page') return found;
      if (found.kind !== 'alias') throw new Error(problemOf(found, at));
      at = found.to;
    }
    throw new Error(`${first.href} leads on and on.`);
  }

  const start = await visit(scope.start);
  const reading = await readSitemaps(client, scope, rules.sitemaps, {});
  const pages = reading.kind === 'read' ? [...reading.pages.keys()] : [];
  if (reading.kind === 'read' && !reading.isWhole) {
    throw new Error('The site’s sitemap is empty or cut off: nothing is deleted meanwhile.');
  }
  const links = start.links.filter((link) => scope.includes(link));
  const other = pages.map((address) => new URL(address)).concat(links);
  const second = other.find(({ href }) => href !== scope.start.href);
  if (second !== undefined) await visit(second);
  if (pages.length > 0) return `${pages.length} pages in the sitemap`;
  if (links.length > 0) return `no sitemap; ${links.length} links on the start page`;
  throw new Error('There is no sitemap, and the start page has no links to pages below it.');
}

function problemOf(visit: Exclude<Visit, { kind: 'page' | 'alias' }>, { href }: URL): string {
  if (visit.kind === 'gone') return `There is no page at ${href}.`;
  if (visit.kind === 'same') return `${href} was not sent.`;
  const { reason } = visit;
  if (reason === 'no_text' || reason === 'soft_404') {
    return `${href} has no text of its own: scripts fill it in the browser, where DocPilot does not read it.`;
  }
  if (reason === 'noindex') return `${href} says noindex: it asks not to be indexed.`;
  return visit.kind === 'failed' ? visit.message : `${href} is not indexed: ${reason}.`;
}

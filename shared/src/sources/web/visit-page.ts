import { createHash } from 'node:crypto';
import type { Locations } from '../../document.ts';
import { DocPilotError } from '../../errors.ts';
import { withoutParameters } from '../../extract/formats.ts';
import type { PageFacts } from '../../extract/html/page-survey.ts';
import type { WebPage } from '../../extract/html/read-page.ts';
import type { Skipped } from '../../extract/unreadable.ts';
import type { Content } from '../source.ts';
import { markdownSections } from './markdown-sections.ts';
import { conditions, validatorsOf } from './read-sitemaps.ts';
import { isForbidden, leadsToLogin } from './refusals.ts';
import { pageAddress } from './site-address.ts';
import type { PageState } from './site-cursor.ts';
import { siteFile } from './site-file.ts';
import { redirectOf, type WebAnswer, type WebClient } from './web-client.ts';

/** What became of a request for a page. */
export type Visit =
  /** `links` are its own and what they lead to, as addresses of pages; a file has neither links nor facts. */
  | {
      kind: 'page';
      isFile?: true;
      content: Content;
      version: string;
      links: URL[];
      facts: PageFacts | null;
      bytes: number;
    }
  /** It is as it was. */
  | { kind: 'same' }
  /** Another one is to be read in its place. */
  | { kind: 'alias'; to: URL; links: URL[] }
  | { kind: 'skip'; reason: string; links: URL[] }
  /** The site says that there is no such page. */
  | { kind: 'gone' }
  /** The site says nothing about it, now. */
  | { kind: 'failed'; reason: string; message: string };

export interface VisitedPage {
  visit: Visit;
  /** For a conditional request the next time. */
  validators: Pick<PageState, 'etag' | 'modified'>;
}

export type ReadPage = (
  bytes: Uint8Array,
  mediaType: string | undefined,
) => Promise<WebPage | Skipped>;

const maxPageBytes = 10 * 1024 * 1024;
const html = 'text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5,*/*;q=0.1';

/**
 * Asks for a page, once.
 * @param known what it was answered with the last time, for a conditional request
 * @param hasLinks whether its links are needed, which Markdown has not all of
 * @throws DocPilotError rate_limited
 */
export async function visitPage(
  client: WebClient,
  readPage: ReadPage,
  url: URL,
  { known, hasLinks }: { known: PageState | undefined; hasLinks: boolean },
): Promise<VisitedPage> {
  const asked = hasLinks || !known?.markdown ? url : new URL(known.markdown);
  // That a page may be indexed now does not change its text.
  const headers = {
    accept: hasLinks ? html : `text/markdown,${html}`,
    ...conditions(known?.skip === 'noindex' ? undefined : known),
  };
  let answer: WebAnswer;
  try {
    answer = await client.get(asked, headers, maxPageBytes);
  } catch (error) {
    if (!(error instanceof DocPilotError) || error.code === 'rate_limited') throw error;
    return {
      visit: { kind: 'failed', reason: error.code, message: error.message },
      validators: {},
    };
  }
  const visit = await read(answer, url, readPage);
  return { visit, validators: visit.kind === 'failed' ? {} : validatorsOf(answer.headers) };
}

async function read(answer: WebAnswer, url: URL, readPage: ReadPage): Promise<Visit> {
  const { status, headers, body } = answer;
  const isHidden = forbidsIndex(headers.get('x-robots-tag') ?? '');
  if (status === 304) {
    return isHidden ? { kind: 'skip', reason: 'noindex', links: [] } : { kind: 'same' };
  }
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (isForbidden(status)) return failed('forbidden', `The site answered ${status}.`);
  const redirect = redirectOf(answer, url);
  if (redirect !== null) {
    if (leadsToLogin(redirect)) return failed('login', `${redirect.host} asks to sign in.`);
    const to = pageAddress(redirect.href);
    return to === null ? { kind: 'gone' } : { kind: 'alias', to, links: [] };
  }
  if (status !== 200) return failed('upstream_unavailable', `The site answered ${status}.`);
  if (body === null) return { kind: 'skip', reason: 'too_large', links: [] };
  const type = withoutParameters(headers.get('content-type') ?? 'text/html');
  if (type === 'text/markdown' || type === 'text/x-markdown' || isMarkdownFile(type, url)) {
    if (isHidden) return { kind: 'skip', reason: 'noindex', links: [] };
    const text = new TextDecoder().decode(body);
    return page(text, markdownSections(text), [], null, body);
  }
  if (type !== 'text/html' && type !== 'application/xhtml+xml') {
    if (isHidden) return { kind: 'skip', reason: 'noindex', links: [] };
    const file = siteFile(body, type, url);
    if (file === null) return { kind: 'skip', reason: 'unsupported', links: [] };
    return { kind: 'page', isFile: true, ...file, links: [], facts: null, bytes: body.byteLength };
  }
  const web = await readPage(body, headers.get('content-type') ?? undefined);
  if ('skip' in web) return { kind: 'skip', reason: web.skip, links: [] };
  const { text, facts, locations } = web;
  const links = /nofollow|none/i.test(facts.robots) ? [] : linksOf(facts, url);
  if (isHidden || forbidsIndex(facts.robots)) return { kind: 'skip', reason: 'noindex', links };
  if (text === '') return { kind: 'skip', reason: 'no_text', links };
  return page(text, locations?.starts ?? [], links, facts, body);
}

function page(
  text: string,
  starts: Locations['starts'],
  links: URL[],
  facts: PageFacts | null,
  { byteLength }: Uint8Array,
): Visit {
  const hash = createHash('sha256').update(text).update(JSON.stringify(starts));
  return {
    kind: 'page',
    content: {
      bytes: Buffer.from(text),
      name: 'page.md',
      mediaType: 'text/markdown',
      locations: { kind: 'section', starts },
    },
    version: hash.digest('base64url').slice(0, 32),
    links,
    facts,
    bytes: byteLength,
  };
}

function isMarkdownFile(type: string, { pathname }: URL): boolean {
  const isVague = type === 'text/plain' || type === 'application/octet-stream';
  return isVague && pathname.endsWith('.md');
}

/** Of robots in general, or of this one: `noindex`, `docpilot: noindex`, `otherbot: noindex`. */
function forbidsIndex(robots: string): boolean {
  return robots
    .split(',')
    .map((rule) => rule.trim().toLowerCase())
    .some((rule) => /^(?:docpilot:\s*)?(?:noindex|none)$/.test(rule));
}

function linksOf({ links, base }: PageFacts, url: URL): URL[] {
  const from = base === '' ? url : (URL.parse(base, url.href) ?? url);
  const found = links.flatMap((link) =>
    link.startsWith('#') ? [] : (pageAddress(link, from) ?? []),
  );
  return [...new Map(found.map((each) => [each.href, each])).values()];
}

function failed(reason: string, message: string): Visit {
  return { kind: 'failed', reason, message };
}

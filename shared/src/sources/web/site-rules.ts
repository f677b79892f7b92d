import robotsParser from 'robots-parser';
import { DocPilotError } from '../../errors.ts';
import { robotName, type WebClient } from './web-client.ts';

/** What a site's robots.txt says. */
export interface SiteRules {
  allows(url: URL): boolean;
  sitemaps: string[];
}

/** It is the module itself, which its types do not say. */
const parse = robotsParser as unknown as typeof robotsParser.default;

/** What Google reads of one, too: RFC 9309, section 2.5. */
const maxBytes = 500 * 1024;

/**
 * Reads robots.txt, and keeps the pace that it asks for. Where there is none, all is allowed; while it
 * cannot be read, nothing is (RFC 9309, section 2.3.1).
 * @throws DocPilotError as the client, and upstream_unavailable for an answer that says nothing
 */
export async function readRules(client: WebClient, site: URL): Promise<SiteRules> {
  const address = new URL('/robots.txt', site);
  const { status, headers, body } = await client.follow(address, {}, maxBytes);
  if (status >= 400) return { allows: () => true, sitemaps: [] };
  const isPage = /html/i.test(headers.get('content-type') ?? '');
  if (status !== 200 || body === null) {
    throw new DocPilotError('upstream_unavailable', `${address.href} cannot be read.`);
  }
  const text = isPage ? '' : new TextDecoder().decode(body);
  // A host may answer under both schemes, and its rules are those of the host.
  const robots = parse(address.href, text);
  const delay = robots.getCrawlDelay(robotName);
  if (delay !== undefined && delay > 0) client.keepDelay(delay * 1000);
  return {
    allows: (url) => {
      const here = new URL(url);
      here.protocol = address.protocol;
      return robots.isAllowed(here.href, robotName) !== false;
    },
    sitemaps: robots.getSitemaps(),
  };
}

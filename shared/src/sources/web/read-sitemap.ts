import { Parser } from 'htmlparser2';

export interface Sitemap {
  pages: SitemapPage[];
  /** Other sitemaps, where it is an index of them. */
  sitemaps: string[];
  /** False: it ends in the middle, or names nothing. Then it says nothing about what is gone. */
  isWhole: boolean;
}

export interface SitemapPage {
  address: string;
  /** When the page last changed, as it stands there. */
  lastmod?: string;
}

const roots = ['urlset', 'sitemapindex'];

/**
 * Reads a sitemap or an index of sitemaps; a text file has one address a line. Source:
 * https://www.sitemaps.org/protocol.html
 * @returns null for what is no sitemap, like the page that some sites answer for any address
 */
export function readSitemap(text: string): Sitemap | null {
  const plain = text.trim().split(/\s+/);
  if (plain.every((line) => /^https?:\/\/\S+$/.test(line))) {
    return { pages: plain.map((address) => ({ address })), sitemaps: [], isWhole: true };
  }
  const found: Sitemap = { pages: [], sitemaps: [], isWhole: false };
  let root: string | null = null;
  let closed = false;
  let at: 'loc' | 'lastmod' | null = null;
  let entry: { loc: string; lastmod: string } = { loc: '', lastmod: '' };
  const parser = new Parser(
    {
      onopentag(qualified) {
        const name = localName(qualified);
        root ??= name;
        if (name === 'url' || name === 'sitemap') entry = { loc: '', lastmod: '' };
        // Pictures and videos have a loc of their own kind.
        at = qualified === 'loc' || qualified === 'lastmod' ? qualified : null;
      },
      ontext(part) {
        if (at !== null) entry[at] += part;
      },
      onclosetag(qualified, isImplied) {
        at = null;
        if (isImplied) return;
        const name = localName(qualified);
        closed ||= name === root;
        const address = entry.loc.trim();
        const lastmod = entry.lastmod.trim();
        if (address === '') return;
        if (name === 'url') found.pages.push({ address, ...(lastmod === '' ? {} : { lastmod }) });
        if (name === 'sitemap') found.sitemaps.push(address);
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  if (root === null || !roots.includes(root)) return null;
  return { ...found, isWhole: closed && found.pages.length + found.sitemaps.length > 0 };
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1);
}

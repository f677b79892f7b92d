/** What of a host a site is: everything at and below the configured address. */
export interface SiteScope {
  /** Of the start page, without a fragment. */
  readonly start: URL;
  /** The folder that all pages are in, with a slash at its end. */
  readonly folder: URL;
  /** Whether an address is a page of the site. */
  includes(url: URL): boolean;
  /** Where a page is in the site, relative to the start page: `guide/install`; the start page is `index`. */
  pathOf(url: URL): string;
}

const maxAddressLength = 900;
/** What a link to a page may have for those who count visits. */
const tracking = /^(?:utm_\w+|gclid|fbclid|ref)$/;

/** @param name the address that is configured */
export function siteScope(name: string): SiteScope {
  const start = pageAddress(name);
  if (start === null) throw new Error(`${name} is no address of a site`);
  const file = /[^/]*\.[a-z]{2,5}$/i;
  const root = start.pathname.replace(file, '').replace(/\/$/, '');
  return {
    start,
    folder: new URL(`${root}/`, start),
    includes: (url) =>
      url.host === start.host && (url.pathname === root || url.pathname.startsWith(`${root}/`)),
    pathOf(url) {
      const path = readable(url.pathname.slice(root.length)).replace(/^\/+|\/+$/g, '');
      return `${path === '' ? 'index' : path}${readable(url.search)}`;
    },
  };
}

/**
 * A page's address in the one form by which it is known: without fragment and tracking.
 * @returns null for what is no page: other schemes, credentials, folders that begin with a dot, as
 *   those do whose files configure DocPilot in a repository
 */
export function pageAddress(address: string, base?: URL): URL | null {
  const url = URL.parse(address, base?.href);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  url.hash = '';
  for (const key of [...url.searchParams.keys()]) {
    if (tracking.test(key)) url.searchParams.delete(key);
  }
  if (/\/\./.test(readable(url.pathname)) || url.href.length > maxAddressLength) return null;
  return url;
}

function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

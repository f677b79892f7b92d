import { pageAddress } from './site-address.ts';

/**
 * The pages that an llms.txt names, each with the Markdown it is offered as, if it is. Source:
 * https://llmstxt.org: the Markdown of a page is at its address with `.md` behind it.
 */
export function readLlms(text: string, from: URL): Map<string, string | null> {
  const pages = new Map<string, string | null>();
  for (const [, target = ''] of text.slice(0, 2_000_000).matchAll(/\]\(([^()\s]{1,900})\)/g)) {
    const url = pageAddress(target, from);
    if (url === null) continue;
    const page = new URL(url);
    page.pathname = page.pathname.replace(/(?:(?<=\/)index(?:\.html)?)?\.md$/, '');
    pages.set(page.href, page.href === url.href ? null : url.href);
  }
  return pages;
}

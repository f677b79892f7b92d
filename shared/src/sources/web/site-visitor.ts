import { absentPage } from './absent-page.ts';
import { isLoginPage, saysNotFound } from './refusals.ts';
import { pageAddress, type SiteScope } from './site-address.ts';
import type { PageState } from './site-cursor.ts';
import { type ReadPage, type Visit, type VisitedPage, visitPage } from './visit-page.ts';
import type { WebClient } from './web-client.ts';

export interface SiteVisitor {
  /**
   * Asks for a page, and does not take every answer for it: not a login page, not the page that the
   * site shows for what it does not have, and not a copy of its canonical page.
   * @throws DocPilotError rate_limited
   */
  visit(url: URL, known: PageState | undefined, hasLinks: boolean): Promise<VisitedPage>;
}

/** @param isLeftOut whether a path is of another version or language than those that are read */
export function siteVisitor(
  client: WebClient,
  readPage: ReadPage,
  scope: SiteScope,
  isLeftOut: (path: string) => boolean,
): SiteVisitor {
  const absent = absentPage(client, readPage, scope.folder);

  function canonicalOf(address: string, url: URL): URL | null {
    const canonical = address === '' ? null : pageAddress(address, url);
    if (canonical === null || !scope.includes(canonical)) return null;
    const [path, own] = [scope.pathOf(canonical), scope.pathOf(url)];
    // Some sites call every page a copy of their start page.
    const isOther = path !== own && path !== scope.pathOf(scope.start) && !isLeftOut(path);
    return isOther ? canonical : null;
  }

  async function judge(visit: Extract<Visit, { kind: 'page' }>, url: URL): Promise<Visit> {
    if (visit.isFile) return visit;
    const { content, facts, links } = visit;
    const text = new TextDecoder().decode(content.bytes);
    if (isLoginPage(text, facts?.asksPassword ?? false)) {
      return { kind: 'failed', reason: 'login', message: 'The site asks to sign in.' };
    }
    if (saysNotFound(text) || (await absent.isLike(text))) {
      const message = 'The site shows for this page what it shows for pages that do not exist.';
      return { kind: 'failed', reason: 'soft_404', message };
    }
    const canonical = canonicalOf(facts?.canonical ?? '', url);
    return canonical === null ? visit : { kind: 'alias', to: canonical, links };
  }

  return {
    async visit(url, known, hasLinks) {
      const visited = await visitPage(client, readPage, url, { known, hasLinks });
      if (visited.visit.kind !== 'page') return visited;
      const visit = await judge(visited.visit, url);
      return visit.kind === 'failed' ? { visit, validators: {} } : { ...visited, visit };
    },
  };
}

import { randomBytes } from 'node:crypto';
import { type ReadPage, type Visit, visitPage } from './visit-page.ts';
import type { WebClient } from './web-client.ts';

/** Words that two texts have in common, of all they have, from which they are the same page. */
const sameShare = 0.9;

/**
 * What a site answers for a page that it cannot have: a site that answers 200 for it shows the same
 * for pages that are gone, or that scripts would fill.
 */
export function absentPage(client: WebClient, readPage: ReadPage, folder: URL) {
  let asking: Promise<Visit> | undefined;

  async function ask(): Promise<Visit> {
    const url = new URL(randomBytes(9).toString('hex'), folder);
    const { visit } = await visitPage(client, readPage, url, { known: undefined, hasLinks: true });
    return visit;
  }

  return {
    /** @throws DocPilotError rate_limited */
    async isLike(text: string): Promise<boolean> {
      asking ??= ask();
      const absent = await asking;
      return absent.kind === 'page' && !absent.isFile && areAlike(text, textOf(absent));
    },
  };
}

function textOf(visit: Extract<Visit, { kind: 'page' }>): string {
  return new TextDecoder().decode(visit.content.bytes);
}

function areAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [wordsOf(a), wordsOf(b)];
  return one.intersection(other).size >= sameShare * one.union(other).size;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.slice(0, 20_000).toLowerCase().split(/\s+/));
}

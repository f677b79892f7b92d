import * as z from 'zod';
import { isTransient } from '../../retry.ts';
import type { Asked } from './graphql.ts';
import { type Page, readConnection } from './graphql-pages.ts';
import {
  issueNumbersQuery,
  issueShape,
  pullNumbersQuery,
  pullShape,
  type ToldThread,
  toldIssue,
  toldPull,
  wholeIssuesQuery,
  wholePullsQuery,
} from './whole-threads.ts';

/** Threads of a page: a pull request has more connections, and takes GitHub longer. */
const pageSizes = { issues: 25, pulls: 15 };

/**
 * All issues or pull requests with what was said in them, page by page. One that GitHub does not answer
 * for is told by its number alone.
 * @param after the position after which to begin
 * @param most threads of a page
 * @throws Refused
 */
export async function* readWhole(
  asked: Asked,
  part: 'issues' | 'pulls',
  after: string | null,
  most: number,
): AsyncGenerator<Page<ToldThread>> {
  const first = Math.min(most, pageSizes[part]);
  for (let at = after; ; ) {
    try {
      for await (const page of readPages(asked, part, first, at)) {
        at = page.after;
        yield page;
      }
      return;
    } catch (error) {
      if (!isTransient(error) || error.code === 'rate_limited') throw error;
    }
    const query = part === 'issues' ? issueNumbersQuery : pullNumbersQuery;
    const shape = z.object({ number: z.int() });
    const numbers = readConnection(asked, query, {}, shape, { first: 1, after: at });
    const { value: page } = await numbers.next();
    if (!page) return;
    const items = page.items.map(({ number }: { number: number }) => alone(number));
    at = page.after;
    yield { items, after: at };
    if (at === null) return;
  }
}

function alone(number: number): ToldThread {
  return { number, thread: null, comments: [], reviewComments: [] };
}

async function* readPages(
  asked: Asked,
  part: 'issues' | 'pulls',
  first: number,
  after: string | null,
): AsyncGenerator<Page<ToldThread>> {
  const paging = { first, after, fewest: 1 };
  if (part === 'issues') {
    const pages = readConnection(asked, wholeIssuesQuery, {}, issueShape, paging);
    for await (const page of pages) yield { ...page, items: page.items.map(toldIssue) };
  } else {
    const pages = readConnection(asked, wholePullsQuery, {}, pullShape, paging);
    for await (const page of pages) yield { ...page, items: page.items.map(toldPull) };
  }
}

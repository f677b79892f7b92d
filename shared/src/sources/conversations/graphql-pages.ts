import * as z from 'zod';
import { isTransient } from '../../retry.ts';
import { type Asked, askRepository } from './graphql.ts';
import { Refused } from './read-pages.ts';

export interface Page<Item> {
  items: Item[];
  /** The position after it; null: it is the last. */
  after: string | null;
}

export interface Paging {
  /** Items of a page. */
  first: number;
  /** The position after which to begin. */
  after?: string | null;
  /** Items of the smallest page that is tried where GitHub does not answer a query for more. */
  fewest?: number;
}

/**
 * The items of a connection of a repository, page by page.
 * @param query with $first and $after, and the connection as `items` of the repository
 * @throws Refused where the token may not read it
 */
export async function* readConnection<Item>(
  asked: Asked,
  query: string,
  variables: Record<string, unknown>,
  item: z.ZodType<Item>,
  { first: pageSize, after: start = null, fewest = 5 }: Paging,
): AsyncGenerator<Page<Item>> {
  const shape = z.object({
    items: z
      .object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
        nodes: z.array(item.nullable()),
      })
      .nullish(),
  });
  let first = pageSize;
  let after = start;
  for (;;) {
    try {
      const page: Record<string, unknown> = { ...variables, first, after };
      const { items }: z.output<typeof shape> = await askRepository(asked, query, page, shape);
      if (!items) throw new Refused();
      const { hasNextPage, endCursor } = items.pageInfo;
      after = hasNextPage && endCursor ? endCursor : null;
      // What cannot be shown is null.
      yield { items: items.nodes.filter((node) => node !== null), after };
      if (after === null) return;
    } catch (error) {
      if (!isTransient(error) || error.code === 'rate_limited' || first <= fewest) throw error;
      // It ends a query after ten seconds.
      first = Math.max(fewest, Math.floor(first / 5));
    }
  }
}

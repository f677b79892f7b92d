import * as z from 'zod';
import { isTransient } from '../../retry.ts';
import { type Asked, askRepository } from './graphql.ts';
import { Refused } from './read-pages.ts';

/** As few are asked for where GitHub does not answer a query for more: it ends one after ten seconds. */
const fewest = 5;

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
  pageSize: number,
): AsyncGenerator<Item[]> {
  const shape = z.object({
    items: z
      .object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
        nodes: z.array(item),
      })
      .nullish(),
  });
  let first = pageSize;
  let after: string | null = null;
  for (;;) {
    try {
      const page: Record<string, unknown> = { ...variables, first, after };
      const { items }: z.output<typeof shape> = await askRepository(asked, query, page, shape);
      if (!items) throw new Refused();
      yield items.nodes;
      const { hasNextPage, endCursor } = items.pageInfo;
      if (!hasNextPage || !endCursor) return;
      after = endCursor;
    } catch (error) {
      if (!isTransient(error) || error.code === 'rate_limited' || first <= fewest) throw error;
      first = Math.max(fewest, Math.floor(first / 5));
    }
  }
}

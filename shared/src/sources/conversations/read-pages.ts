import { pMapIterable } from 'p-map';
import type * as z from 'zod';
import { DocPilotError } from '../../errors.ts';
import type { GithubClient } from '../github/client.ts';

/** Pages asked for at the same time: GitHub wants few requests of one client at once. */
const concurrency = 3;

/** A part of a repository that the token may not read, or that is switched off. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/**
 * Every item of a list, a page of 100 at a time, in any order of pages.
 * @param path with a query
 * @throws Refused
 * @throws DocPilotError upstream_unavailable when a page is missing: the list would be incomplete
 */
export async function* readPages<Item>(
  client: GithubClient,
  path: string,
  items: z.ZodType<Item[]>,
): AsyncGenerator<Item[]> {
  const first = await readPage(client, `${path}&per_page=100`, items);
  yield first.items;
  const { last } = first.links;
  if (last === undefined) return yield* following(client, first.links.next, items);
  const numbers = Array.from({ length: last.number - 1 }, (_, index) => index + 2);
  let after: string | undefined;
  const pages = pMapIterable(
    numbers,
    async (number) => {
      const page = await readPage(client, last.path(number), items);
      if (number === last.number) after = page.links.next?.path;
      return page.items;
    },
    { concurrency, backpressure: 2 * concurrency },
  );
  yield* pages;
  // What came meanwhile.
  yield* following(client, after === undefined ? undefined : { path: after }, items);
}

async function* following<Item>(
  client: GithubClient,
  start: { path: string } | undefined,
  items: z.ZodType<Item[]>,
): AsyncGenerator<Item[]> {
  for (let next = start; next !== undefined; ) {
    const page = await readPage(client, next.path, items);
    yield page.items;
    next = page.links.next;
  }
}

/** One page of a list, and where the others are. @throws Refused */
export async function readPage<Item>(
  client: GithubClient,
  path: string,
  items: z.ZodType<Item[]>,
): Promise<{ items: Item[]; links: Links }> {
  const response = await orRefused(client.getJson(path, items));
  if ([403, 404, 410].includes(response.status)) throw new Refused();
  if (response.json === undefined) {
    throw new DocPilotError(
      'upstream_unavailable',
      `GitHub answered ${response.status} for a page of a list.`,
    );
  }
  return { items: response.json, links: linksOf(response.headers.get('link') ?? '', path) };
}

/** A 403 that is no rate limit comes as an error. */
export async function orRefused<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DocPilotError && error.code === 'forbidden') {
      throw new Refused('', { cause: error });
    }
    throw error;
  }
}

interface Links {
  next?: { path: string };
  /** Undefined where GitHub goes from page to page by a position instead of a number. */
  last?: { number: number; path(number: number): string };
}

/** Where GitHub's Link header leads, as paths below the API's address. */
function linksOf(header: string, asked: string): Links {
  const query = (relation: string) =>
    URL.parse(new RegExp(`<([^>]+)>; rel="${relation}"`).exec(header)?.[1] ?? '')?.searchParams;
  const [path] = asked.split('?');
  const [next, last] = [query('next'), query('last')];
  const number = Number(last?.get('page') ?? Number.NaN);
  const isNumbered = Number.isSafeInteger(number) && !last?.has('after');
  return {
    ...(next ? { next: { path: `${path}?${next}` } } : {}),
    ...(last && isNumbered
      ? {
          last: {
            number,
            path: (page) => {
              const numbered = new URLSearchParams(last);
              numbered.set('page', String(page));
              return `${path}?${numbered}`;
            },
          },
        }
      : {}),
  };
}

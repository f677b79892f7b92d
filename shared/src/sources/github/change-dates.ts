import * as z from 'zod';
import type { GithubClient, GithubResponse } from './client.ts';
import { commits } from './commits.ts';
import { read } from './read.ts';

/** Paths in one query. GitHub ends a query after 10 seconds, and looks each path up by itself. */
const pathsPerQuery = 50;
/** GitHub refuses longer addresses. */
const maxQueryLength = 4_000;
/** As few are tried before GitHub is asked no more. */
const fewestPaths = 2;

const history = z.object({
  nodes: z.array(z.object({ committedDate: z.iso.datetime({ offset: true }) })),
});
const answer = z.object({
  data: z
    .object({
      repository: z
        .object({ object: z.record(z.string(), history.nullable()).nullable() })
        .nullable(),
    })
    .nullish(),
});

/**
 * When files last changed before a commit, many by one query of GitHub's GraphQL API, which needs a
 * token. Where GitHub takes too long or refuses, the same is asked for fewer files at once, and at
 * last given up: the others stay without a date.
 * @yields by path, ISO 8601; a file is left out where GitHub does not tell
 */
export async function* queryChangeDates(
  client: GithubClient,
  fullName: string,
  commit: string,
  paths: readonly string[],
): AsyncIterable<Map<string, string>> {
  const [owner = '', name = ''] = fullName.split('/');
  let size = pathsPerQuery;
  for (let at = 0; at < paths.length; ) {
    const asked = paths.slice(at, at + size);
    const dates = await queryDates(client, { owner, name, commit }, asked);
    if (dates !== null) {
      yield dates;
      at += asked.length;
    } else if (size / 5 >= fewestPaths) size = Math.floor(size / 5);
    else return;
  }
}

/** @returns null where GitHub did not answer the query */
async function queryDates(
  client: GithubClient,
  branch: { owner: string; name: string; commit: string },
  paths: readonly string[],
): Promise<Map<string, string> | null> {
  const variables = Object.fromEntries(paths.map((path, index) => [`path${index}`, path]));
  const response = await client.postGraphql(changeDatesQuery(paths.length), {
    ...branch,
    ...variables,
  });
  if (response?.status !== 200) return null;
  const histories = datesIn(response)?.data?.repository?.object;
  if (!histories) return null;
  return new Map(
    paths.flatMap((path, index): [string, string][] => {
      const date = histories[`path${index}`]?.nodes[0]?.committedDate;
      return date === undefined ? [] : [[path, date]];
    }),
  );
}

function datesIn(response: GithubResponse): z.output<typeof answer> | null {
  try {
    return read(response, answer);
  } catch {
    // As good as no answer: a proxy's page, or one that was cut off.
    return null;
  }
}

/** A query for the newest commit of so many paths, in the answer's fields path0, path1 and so on. */
export function changeDatesQuery(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `path${index}`);
  const variables = names.map((name) => `, $${name}: String!`).join('');
  const histories = names.map(
    (name) => `${name}: history(first: 1, path: $${name}) { nodes { committedDate } }`,
  );
  return `query ($owner: String!, $name: String!, $commit: GitObjectID!${variables}) {
    repository(owner: $owner, name: $name) {
      object(oid: $commit) { ... on Commit { ${histories.join('\n')} } }
    }
  }`;
}

/**
 * The same by a request for each file, without a token: GitHub then gives 60 requests an hour, of
 * which at least half are left for reading.
 */
export async function* listChangeDates(
  client: GithubClient,
  base: string,
  commit: string,
  paths: readonly string[],
): AsyncIterable<Map<string, string>> {
  for (const path of paths) {
    if (client.budgetUsed > 0.5) return;
    const query = `path=${encodeURIComponent(path)}&sha=${commit}&per_page=1`;
    if (query.length > maxQueryLength) continue;
    const found = await client.getJson(`${base}/commits?${query}`, commits, { isOptional: true });
    const date = found.json?.[0]?.commit.committer?.date;
    yield new Map(date === undefined ? [] : [[path, date]]);
  }
}

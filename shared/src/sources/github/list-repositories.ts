import * as z from 'zod';
import { DocPilotError } from '../../errors.ts';
import { chosenRepositories } from './chosen-repositories.ts';
import { createGithubClient, type GithubClient, type GithubClientOptions } from './client.ts';
import { read } from './read.ts';

const repositories = z.array(
  z.object({ full_name: z.string(), archived: z.boolean(), fork: z.boolean() }),
);
type Repository = z.output<typeof repositories>[number];

/** GitHub's largest page. */
const pageSize = 100;

/**
 * The names of the sources that GH_REPOS chooses, in order. Names alone cost no request; an
 * organisation costs one request for each hundred of its repositories.
 * @throws DocPilotError not_found if an owner does not exist or a pattern chooses nothing: hiding
 *   everything that was chosen before would be wrong if the token has merely lost its rights
 */
export async function listRepositories(
  items: readonly string[],
  options: GithubClientOptions,
): Promise<string[]> {
  const { named, patterns, takes, isChosen } = chosenRepositories(items);
  const client = createGithubClient(options);
  const names = [...named];
  for (const pattern of patterns) {
    const [owner = ''] = pattern.split('/', 1);
    const own = chosenRepositories([pattern]);
    const all = await listOwner(client, owner, options.token !== undefined);
    const chosen = all.filter(({ full_name }) => own.isChosen(full_name));
    if (chosen.length === 0) throw nothingChosen(pattern);
    for (const { full_name, archived, fork } of chosen) {
      const isTaken = (takes.archived || !archived) && (takes.forks || !fork);
      if (isTaken && isChosen(full_name) && !names.includes(full_name)) names.push(full_name);
    }
  }
  return names;
}

/** The sources of GH_REPOS: their names now, and whether one is among them, without a request. */
export function configuredRepositories(items: readonly string[], options: GithubClientOptions) {
  const { named, isChosen } = chosenRepositories(items);
  return {
    list: () => listRepositories(items, options),
    includes: (name: string) => named.includes(name) || isChosen(name),
  };
}

/** All repositories of an organisation or a user that the token may read. */
async function listOwner(
  client: GithubClient,
  owner: string,
  hasToken: boolean,
): Promise<Repository[]> {
  const ofOrganisation = await listPages(client, `/orgs/${owner}/repos?type=all`);
  if (ofOrganisation !== null) return ofOrganisation;
  const open = await listPages(client, `/users/${owner}/repos?type=owner`);
  if (open === null) {
    throw new DocPilotError('not_found', `GitHub knows no organisation or user ${owner}.`);
  }
  if (!hasToken) return open;
  // The list of a user has no private repositories; that of the token's own user has.
  const own = await listPages(client, '/user/repos?affiliation=owner,collaborator');
  const isOwners = ({ full_name }: Repository) =>
    full_name.toLowerCase().startsWith(`${owner.toLowerCase()}/`);
  return [...open, ...(own ?? []).filter(isOwners)];
}

/** @returns null if there is no such list */
async function listPages(client: GithubClient, path: string): Promise<Repository[] | null> {
  const all: Repository[] = [];
  for (let page = 1; ; page += 1) {
    // In the order of names, so that a push in between moves nothing from page to page.
    const response = await client.get(`${path}&sort=full_name&per_page=${pageSize}&page=${page}`);
    if (response.status === 404 && page === 1) return null;
    if (response.status !== 200) {
      throw new DocPilotError(
        'upstream_unavailable',
        `GitHub answered ${response.status} for the list of repositories.`,
      );
    }
    all.push(...read(response, repositories));
    if (!/rel="next"/.test(response.headers.get('link') ?? '')) return all;
  }
}

function nothingChosen(pattern: string): DocPilotError {
  return new DocPilotError(
    'not_found',
    `${pattern} in GH_REPOS matches no repository that GH_PAT may read: correct the pattern, or give the token the right to read.`,
  );
}

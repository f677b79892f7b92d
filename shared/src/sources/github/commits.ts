import * as z from 'zod';
import type { GithubClient } from './client.ts';

const commit = z.object({
  sha: z.string(),
  html_url: z.string(),
  parents: z.array(z.object({ sha: z.string() })),
  commit: z.object({
    tree: z.object({ sha: z.string() }),
    // GitHub knows no committer of a commit whose header is not as git writes it.
    committer: z.object({ date: z.iso.datetime({ offset: true }).optional() }).nullable(),
  }),
});
export type Commit = z.output<typeof commit>;

/** A page of GitHub's list of commits, newest first. */
export const commits = z.array(commit);

/** https://github.com/owner/repo, even where the configured name was renamed since. */
export function webAddress({ html_url }: Commit): string {
  return html_url.slice(0, html_url.lastIndexOf('/commit/'));
}

/** owner/repo of a web address. */
export function fullNameOf(address: unknown): string | undefined {
  return /^https?:\/\/[^/]+\/([^/]+\/[^/]+)$/.exec(String(address))?.[1];
}

/** Commits looked through for the one a sync knows. */
const lookBack = 100;

/**
 * Whether a branch still holds the commit it stood at: false after a force-push, and when so many
 * commits came that one request does not tell.
 */
export async function continues(
  client: GithubClient,
  base: string,
  newest: Commit,
  known: unknown,
): Promise<boolean> {
  if (typeof known !== 'string') return false;
  if (newest.sha === known || newest.parents.some(({ sha }) => sha === known)) return true;
  const path = `${base}/commits?sha=${newest.sha}&per_page=${lookBack}`;
  const { json: history = [] } = await client.getJson(path, commits);
  return history.some(({ sha }) => sha === known);
}

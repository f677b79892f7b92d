import * as z from 'zod';
import { encodePath } from '../../paths.ts';
import { createGithubClient, type GithubClientOptions } from './client.ts';

/** The names that are sources of their own, and what is to be said of the others. */
export interface DistinctRepositories {
  names: string[];
  notes: string[];
}

const repository = z.object({ default_branch: z.string() });

/**
 * Leaves out a branch by name where the same repository is configured without one, and that is its
 * branch: GitHub is asked for the default branch of such repositories alone. Where it does not tell,
 * the name stays.
 */
export async function distinctRepositories(
  configured: readonly string[],
  options: GithubClientOptions,
): Promise<DistinctRepositories> {
  const names: string[] = [];
  const notes: string[] = [];
  const client = createGithubClient(options);
  for (const name of configured) {
    const [fullName = '', branch] = name.split('@', 2);
    const whole = configured.find((other) => other.toLowerCase() === fullName.toLowerCase());
    if (branch === undefined || whole === undefined) names.push(name);
    else if ((await defaultBranch(fullName)) === branch) {
      notes.push(`GH_REPOS: ${name} is the default branch of ${whole}, and synced as that alone.`);
    } else names.push(name);
  }
  return { names, notes };

  async function defaultBranch(fullName: string): Promise<string | undefined> {
    try {
      const { json } = await client.getJson(`/repos/${encodePath(fullName)}`, repository, {
        isOptional: true,
      });
      return json?.default_branch;
    } catch {
      return undefined;
    }
  }
}

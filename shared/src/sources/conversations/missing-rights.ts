import * as z from 'zod';
import { createGithubClient, type GithubClientOptions } from '../github/client.ts';
import type { Asked } from './graphql.ts';
import { probe } from './probe.ts';
import { orRefused, Refused } from './read-pages.ts';

/** As GitHub calls a permission to read. */
export type Right = 'Contents' | 'Issues' | 'Pull requests' | 'Discussions';

/**
 * The rights that a token lacks for what is indexed of a repository, by four small requests.
 * @param withConversations whether its issues and the like are indexed, too
 * @throws DocPilotError as the client; not_found where the token does not see the repository
 */
export async function missingRights(
  fullName: string,
  options: GithubClientOptions,
  withConversations: boolean,
): Promise<Right[]> {
  const client = createGithubClient(options);
  const mayRead = async (list: string) => {
    try {
      const path = `/repos/${fullName}/${list}?per_page=1`;
      const { status } = await orRefused(client.getJson(path, z.array(z.unknown())));
      // A repository without a commit answers 409, one without issues 410.
      return ![403, 404].includes(status);
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  };
  const missing: Right[] = [];
  const asked: Asked = { client, fullName, signal: options.signal };
  const found = withConversations ? await probe(asked) : null;
  if (!(await mayRead('commits'))) missing.push('Contents');
  if (found === null) return missing;
  if (found.hasIssues && !(await mayRead('issues'))) missing.push('Issues');
  if (!(await mayRead('pulls'))) missing.push('Pull requests');
  if (found.hasDiscussions && found.discussions === null) missing.push('Discussions');
  return missing;
}

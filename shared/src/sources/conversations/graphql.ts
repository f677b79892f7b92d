import * as z from 'zod';
import { DocPilotError } from '../../errors.ts';
import { retryTransient } from '../../retry.ts';
import type { GithubClient } from '../github/client.ts';
import { read } from '../github/read.ts';
import { secondsUntilReset } from '../github/refusal.ts';

export interface Asked {
  client: GithubClient;
  /** `owner/name`. */
  fullName: string;
  /** The first pause before a query is sent again; it doubles. */
  firstPauseMs?: number | undefined;
  signal?: AbortSignal | undefined;
}

const errors = z
  .array(z.object({ type: z.string().optional(), message: z.string().default('') }))
  .optional();
const failure = /something went wrong|timed? ?out/i;

/**
 * Asks GitHub's GraphQL API about a repository; a query that is not answered is sent again.
 * @param query with $owner and $name
 * @param shape of `data.repository`; what the token may not read is null in it
 * @throws DocPilotError not_found | rate_limited | upstream_unavailable
 */
export function askRepository<Shape extends z.ZodType>(
  { client, fullName, firstPauseMs = 500, signal }: Asked,
  query: string,
  variables: Record<string, unknown>,
  shape: Shape,
): Promise<z.output<Shape>> {
  const [owner = '', name = ''] = fullName.split('/');
  const answer = z.object({
    data: z.object({ repository: z.unknown() }).nullish(),
    errors,
  });
  return retryTransient(
    async () => {
      const response = await client.postGraphql(query, { owner, name, ...variables });
      if (response?.status !== 200) {
        // The REST API says why.
        const { status } = await client.get(`/repos/${fullName}`);
        throw status === 404 ? unknownRepository(fullName) : unanswered();
      }
      const { data, errors: told = [] } = read(response, answer);
      // Beside what it has found, GitHub tells here that it could not answer for the rest.
      if (told.some(({ message }) => failure.test(message))) throw unanswered(told);
      const repository = data?.repository;
      if (repository !== null && repository !== undefined) {
        const parsed = shape.safeParse(repository);
        if (parsed.success) return parsed.data;
        throw unanswered(parsed.error);
      }
      if (told.some(({ type }) => type === 'NOT_FOUND')) throw unknownRepository(fullName);
      if (told.some(({ type }) => type === 'RATE_LIMITED')) {
        throw new DocPilotError('rate_limited', 'GitHub’s rate limit is used up.', {
          retryAfterSeconds: secondsUntilReset(response.headers) ?? 60,
        });
      }
      throw unanswered(told);
    },
    { retries: 2, firstPauseMs, longestWaitMs: () => 0, signal },
  );
}

function unanswered(cause?: unknown): DocPilotError {
  return new DocPilotError(
    'upstream_unavailable',
    'GitHub did not answer a query of its GraphQL API.',
    { cause },
  );
}

function unknownRepository(fullName: string): DocPilotError {
  return new DocPilotError(
    'not_found',
    `GitHub knows no repository ${fullName}, or GH_PAT may not see it.`,
  );
}

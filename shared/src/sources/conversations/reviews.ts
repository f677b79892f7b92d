import * as z from 'zod';
import { type Asked, askRepository } from './graphql.ts';
import { actor, actorFields, actorOf } from './graphql-actor.ts';
import type { Comment } from './thread.ts';

export const reviewFields = `id url body state submittedAt author ${actorFields}`;
export const reviewShape = z.object({
  id: z.string(),
  url: z.string(),
  body: z.string(),
  state: z.string(),
  submittedAt: z.string().nullish(),
  author: actor,
});

/** What the reviews of a pull request say as a whole; 100 are read. */
export const pullReviewsQuery = `query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) { reviews(first: 100) { nodes { ${reviewFields} } } }
  }
}`;

export async function readPullReviews(asked: Asked, number: number): Promise<Comment[]> {
  const reviews = z.object({ nodes: z.array(reviewShape.nullable()) }).nullish();
  const shape = z.object({ pullRequest: z.object({ reviews }).nullish() });
  const { pullRequest } = await askRepository(asked, pullReviewsQuery, { number }, shape);
  return (pullRequest?.reviews?.nodes ?? []).flatMap((review) => review ?? []).flatMap(reviewOf);
}

const notes: Readonly<Record<string, string>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes requested',
};

/** What a review says, if it says anything and is not its author's draft. */
export function reviewOf(review: z.output<typeof reviewShape>): Comment[] {
  const { id, url, body, state, submittedAt, author } = review;
  if (body.trim() === '' || !submittedAt) return [];
  return [
    { id: `v${id}`, url, body, author: actorOf(author), at: submittedAt, note: notes[state] },
  ];
}

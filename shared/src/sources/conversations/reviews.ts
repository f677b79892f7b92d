import * as z from 'zod';
import { type Asked, askRepository } from './graphql.ts';
import { actor, actorFields, actorOf } from './graphql-actor.ts';
import { readConnection } from './graphql-pages.ts';
import type { Comment } from './thread.ts';

const review = z.object({
  id: z.string(),
  url: z.string(),
  body: z.string(),
  state: z.string(),
  submittedAt: z.string().nullish(),
  author: actor,
});
const reviewsShape = z.object({ nodes: z.array(review) }).nullish();
const pullShape = z.object({ number: z.int(), reviews: reviewsShape });

/** What a review says as a whole; 100 of a pull request are read. */
const fields = `number reviews(first: 100) { nodes { id url body state submittedAt author ${actorFields} } }`;

export const reviewsQuery = `query ($owner: String!, $name: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    items: pullRequests(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      pageInfo { hasNextPage endCursor }
      nodes { ${fields} }
    }
  }
}`;

export const pullReviewsQuery = `query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) { ${fields} } }
}`;

/** By pull request, those of all. @throws Refused */
export async function readReviews(asked: Asked): Promise<Map<number, Comment[]>> {
  const reviews = new Map<number, Comment[]>();
  for await (const page of readConnection(asked, reviewsQuery, {}, pullShape, 50)) {
    for (const pull of page) {
      const said = reviewsOf(pull);
      if (said.length > 0) reviews.set(pull.number, said);
    }
  }
  return reviews;
}

export async function readPullReviews(asked: Asked, number: number): Promise<Comment[]> {
  const shape = z.object({ pullRequest: pullShape.nullish() });
  const { pullRequest } = await askRepository(asked, pullReviewsQuery, { number }, shape);
  return pullRequest ? reviewsOf(pullRequest) : [];
}

const notes: Readonly<Record<string, string>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes requested',
};

function reviewsOf({ reviews }: z.output<typeof pullShape>): Comment[] {
  return (reviews?.nodes ?? [])
    .filter(({ body, submittedAt }) => body.trim() !== '' && submittedAt)
    .map(({ id, url, body, state, submittedAt, author }) => ({
      id: `v${id}`,
      url,
      body,
      author: actorOf(author),
      at: submittedAt ?? '',
      note: notes[state],
    }));
}

import * as z from 'zod';
import { type Asked, askRepository } from './graphql.ts';
import { actor, actorFields, actorOf } from './graphql-actor.ts';
import { type Page, type Paging, readConnection } from './graphql-pages.ts';
import type { Comment, Thread } from './thread.ts';

const reply = z.object({
  id: z.string(),
  url: z.string(),
  body: z.string(),
  createdAt: z.string(),
  author: actor,
  isAnswer: z.boolean(),
});
const comment = reply.extend({ replies: z.object({ nodes: z.array(reply) }) });
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
const commentPage = z.object({ pageInfo, nodes: z.array(comment) });
const discussion = z.object({
  number: z.int(),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  closed: z.boolean(),
  isAnswered: z.boolean().nullish(),
  author: actor,
  labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullish(),
  comments: commentPage,
});
type Discussion = z.output<typeof discussion>;

const replyFields = `id url body createdAt isAnswer author ${actorFields}`;
/** The first 100 replies of a comment are read. */
const commentFields = `pageInfo { hasNextPage endCursor }
  nodes { ${replyFields} replies(first: 100) { nodes { ${replyFields} } } }`;
const fields = `number title body url createdAt updatedAt closed isAnswered
  author ${actorFields}
  labels(first: 20) { nodes { name } }
  comments(first: 30) { ${commentFields} }`;

export const discussionsQuery = `query (
  $owner: String!, $name: String!, $first: Int!, $after: String, $orderBy: DiscussionOrder!
) {
  repository(owner: $owner, name: $name) {
    items: discussions(first: $first, after: $after, orderBy: $orderBy) {
      pageInfo { hasNextPage endCursor }
      nodes { ${fields} }
    }
  }
}`;

export const discussionQuery = `query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { discussion(number: $number) { ${fields} } }
}`;

export const discussionCommentsQuery = `query (
  $owner: String!, $name: String!, $number: Int!, $after: String
) {
  repository(owner: $owner, name: $name) {
    discussion(number: $number) { comments(first: 30, after: $after) { ${commentFields} } }
  }
}`;

/** Discussions of a page. */
const pageSize = 20;

/**
 * All discussions, in the order they were made: what changes meanwhile stays in its place.
 * @throws Refused
 */
export async function* readDiscussions(
  asked: Asked,
  { first = pageSize, after = null }: Partial<Paging> = {},
): AsyncGenerator<Page<Thread>> {
  const orderBy = { field: 'CREATED_AT', direction: 'ASC' };
  const paging = { first: Math.min(first, pageSize), after };
  for await (const page of readConnection(
    asked,
    discussionsQuery,
    { orderBy },
    discussion,
    paging,
  )) {
    const items: Thread[] = [];
    for (const told of page.items) items.push(await discussionThread(asked, told));
    yield { items, after: page.after };
  }
}

/**
 * Those that changed since a time, newest change first.
 * @param since ISO 8601
 * @throws Refused
 */
export async function* readDiscussionsSince(asked: Asked, since: string): AsyncGenerator<Thread> {
  const variables = { orderBy: { field: 'UPDATED_AT', direction: 'DESC' } };
  const paging = { first: pageSize };
  for await (const { items } of readConnection(
    asked,
    discussionsQuery,
    variables,
    discussion,
    paging,
  )) {
    for (const told of items) {
      if (Date.parse(told.updatedAt) < Date.parse(since)) return;
      yield await discussionThread(asked, told);
    }
  }
}

/** Null where there is none of that number any more. */
export async function readDiscussion(asked: Asked, number: number): Promise<Thread | null> {
  const shape = z.object({ discussion: discussion.nullish() });
  const told = await askRepository(asked, discussionQuery, { number }, shape);
  return told.discussion ? discussionThread(asked, told.discussion) : null;
}

async function discussionThread(asked: Asked, told: Discussion): Promise<Thread> {
  const nodes = [...told.comments.nodes];
  const shape = z.object({ discussion: z.object({ comments: commentPage }).nullish() });
  for (let { pageInfo } = told.comments; pageInfo.hasNextPage; ) {
    const variables = { number: told.number, after: pageInfo.endCursor };
    const more = await askRepository(asked, discussionCommentsQuery, variables, shape);
    if (!more.discussion) break;
    nodes.push(...more.discussion.comments.nodes);
    pageInfo = more.discussion.comments.pageInfo;
  }
  const closed = told.closed ? 'closed' : 'open';
  return {
    type: 'discussion',
    name: String(told.number),
    title: told.title,
    body: told.body,
    author: actorOf(told.author),
    createdAt: told.createdAt,
    updatedAt: told.updatedAt,
    state: told.isAnswered ? 'answered' : closed,
    labels: told.labels?.nodes.map(({ name }) => name) ?? [],
    url: told.url,
    comments: nodes.flatMap((each) => [
      commentOf(each),
      ...each.replies.nodes.map((answer) => ({ ...commentOf(answer), parent: each.id })),
    ]),
  };
}

function commentOf({
  id,
  url,
  body,
  createdAt,
  author,
  isAnswer,
}: z.output<typeof reply>): Comment {
  const note = isAnswer ? 'answer' : undefined;
  return { id, url, body, author: actorOf(author), at: createdAt, note };
}

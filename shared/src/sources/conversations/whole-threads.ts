import * as z from 'zod';
import { actor, actorFields, actorOf } from './graphql-actor.ts';
import { reviewFields, reviewOf, reviewShape } from './reviews.ts';
import type { Comment, Thread } from './thread.ts';
import type { Changed } from './watermark.ts';

/** A thread as a list of threads tells it. */
export interface ToldThread {
  number: number;
  /** Null where the list tells only a part of it: it must be read alone. */
  thread: Thread | null;
  comments: Changed[];
  reviewComments: Changed[];
}

const text = z.string();
const pageInfo = z.object({ hasNextPage: z.boolean() });
/** A connection within a thread; what cannot be shown is null. */
const connection = <Item extends z.ZodType>(item: Item) =>
  z.object({ pageInfo, nodes: z.array(item.nullable()).nullable() }).nullish();
/** A number too large for JSON is told as a string. */
const id = z.union([z.string(), z.int()]).transform(String);

const commentFields = `fullDatabaseId url body createdAt updatedAt author ${actorFields}`;
const commentShape = z.object({
  fullDatabaseId: id,
  url: text,
  body: text,
  createdAt: text,
  updatedAt: text,
  author: actor,
});
const codeFields = `path line originalLine subjectType diffHunk state replyTo { fullDatabaseId }`;
const codeShape = commentShape.extend({
  path: text,
  line: z.int().nullish(),
  originalLine: z.int().nullish(),
  subjectType: text,
  diffHunk: text,
  state: text,
  replyTo: z.object({ fullDatabaseId: id }).nullish(),
});

const threadFields = `number title body url state createdAt updatedAt
  author ${actorFields}
  labels(first: 30) { pageInfo { hasNextPage } nodes { name } }`;
const threadShape = z.object({
  number: z.int(),
  title: text,
  body: text,
  url: text,
  state: text,
  createdAt: text,
  updatedAt: text,
  author: actor,
  labels: connection(z.object({ name: text })),
  comments: connection(commentShape),
});
type Told = z.output<typeof threadShape>;

const queryOf = (items: string, fields: string) => `query (
  $owner: String!, $name: String!, $first: Int!, $after: String
) {
  repository(owner: $owner, name: $name) {
    items: ${items}(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      pageInfo { hasNextPage endCursor }
      nodes { ${fields} }
    }
  }
}`;

/** A page of issues, in the order they were made: what changes meanwhile stays in its place. */
export const wholeIssuesQuery = queryOf(
  'issues',
  `${threadFields}
   comments(first: 100) { pageInfo { hasNextPage } nodes { ${commentFields} } }`,
);
export const issueShape = threadShape;

/** The same of pull requests. */
export const wholePullsQuery = queryOf(
  'pullRequests',
  `${threadFields}
   comments(first: 50) { pageInfo { hasNextPage } nodes { ${commentFields} } }
   reviews(first: 50) { pageInfo { hasNextPage } nodes { ${reviewFields} } }
   reviewThreads(first: 20) {
     pageInfo { hasNextPage }
     nodes {
       comments(first: 20) {
         pageInfo { hasNextPage }
         nodes { ${commentFields} ${codeFields} }
       }
     }
   }`,
);
export const pullShape = threadShape.extend({
  reviews: connection(reviewShape),
  reviewThreads: connection(z.object({ comments: connection(codeShape) })),
});

/** The numbers alone, where GitHub does not answer what the threads are. */
export const issueNumbersQuery = queryOf('issues', 'number');
export const pullNumbersQuery = queryOf('pullRequests', 'number');

export function toldIssue(told: Told): ToldThread {
  const [labels, comments] = [wholeOf(told.labels), wholeOf(told.comments)];
  const said = comments?.map(commentOf);
  const thread = labels && said ? threadOf(told, 'issue', labels, said) : null;
  return { ...changesOf(told), thread, reviewComments: [] };
}

export function toldPull(told: z.output<typeof pullShape>): ToldThread {
  const [labels, comments] = [wholeOf(told.labels), wholeOf(told.comments)];
  const reviews = wholeOf(told.reviews);
  const atCode = wholeOf(told.reviewThreads)?.map((each) => wholeOf(each.comments));
  const code = atCode?.every((each) => each !== null) ? atCode.flat() : null;
  const isWhole = labels && comments && reviews && code;
  // What is pending only its author sees.
  const published = code?.filter(({ state }) => state !== 'PENDING') ?? [];
  const thread = isWhole
    ? threadOf(told, 'pull', labels, [
        ...comments.map(commentOf),
        ...published.map(codeCommentOf),
        ...reviews.flatMap(reviewOf),
      ])
    : null;
  return { ...changesOf(told), thread, reviewComments: published.map(changeOf) };
}

/** All items of a connection; null where there are more, or one that cannot be shown. */
function wholeOf<Item>(
  told: { pageInfo: { hasNextPage: boolean }; nodes: (Item | null)[] | null } | null | undefined,
): Item[] | null {
  if (!told?.nodes || told.pageInfo.hasNextPage) return null;
  const shown = told.nodes.filter((node) => node !== null);
  return shown.length === told.nodes.length ? shown : null;
}

function changesOf({ number, comments }: Told): Pick<ToldThread, 'number' | 'comments'> {
  const shown = (comments?.nodes ?? []).filter((node) => node !== null);
  return { number, comments: shown.map(changeOf) };
}

function changeOf({ fullDatabaseId, updatedAt }: z.output<typeof commentShape>): Changed {
  return { id: fullDatabaseId, updatedAt };
}

function threadOf(
  { number, title, body, url, state, createdAt, updatedAt, author }: Told,
  type: 'issue' | 'pull',
  labels: readonly { name: string }[],
  comments: readonly Comment[],
): Thread {
  const states = { OPEN: 'open', MERGED: 'merged' } as const;
  return {
    type,
    name: String(number),
    title,
    body,
    url,
    createdAt,
    updatedAt,
    author: actorOf(author),
    state: states[state as keyof typeof states] ?? 'closed',
    labels: labels.map(({ name }) => name),
    comments,
  };
}

function commentOf({
  fullDatabaseId,
  author,
  createdAt,
  body,
  url,
}: z.output<typeof commentShape>): Comment {
  return { id: `c${fullDatabaseId}`, author: actorOf(author), at: createdAt, body, url };
}

function codeCommentOf(told: z.output<typeof codeShape>): Comment {
  const { path, line, originalLine, subjectType, diffHunk, replyTo } = told;
  const at = subjectType === 'FILE' ? null : (line ?? originalLine ?? null);
  return {
    ...commentOf(told),
    id: `r${told.fullDatabaseId}`,
    ...(replyTo ? { parent: `r${replyTo.fullDatabaseId}` } : {}),
    code: { path, line: at, hunk: diffHunk },
  };
}

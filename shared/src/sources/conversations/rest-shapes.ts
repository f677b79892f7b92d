import * as z from 'zod';
import type { Author, Comment, Thread } from './thread.ts';

const time = z.iso.datetime({ offset: true });
/** Null: the account is gone. */
const user = z.object({ login: z.string(), type: z.string().optional() }).nullish();
const text = z.string().nullish();
const labels = z
  .array(z.union([z.string(), z.object({ name: z.string().nullish() })]))
  .default([])
  .transform((all) =>
    all.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
  );

const issue = z.object({
  number: z.int(),
  title: z.string(),
  body: text,
  user,
  state: z.string(),
  labels,
  html_url: z.string(),
  created_at: time,
  updated_at: time,
  comments: z.int().optional(),
  /** Of a pull request in a list of issues. */
  pull_request: z.object({ merged_at: time.nullish() }).nullish(),
});
export const issues = z.array(issue);
export const oneIssue = issue;
export type Issue = z.output<typeof issue>;

/** A pull request in a list of its own, in the shape it has among issues. */
export const pulls = z.array(
  issue
    .extend({ merged_at: time.nullish() })
    .transform(({ merged_at, ...rest }): Issue => ({ ...rest, pull_request: { merged_at } })),
);

const comment = z.object({
  id: z.int(),
  body: text,
  user,
  html_url: z.string(),
  created_at: time,
  updated_at: time,
});
/** In the list of a whole repository. */
export const comments = z.array(comment.extend({ issue_url: z.string() }));
export type IssueComment = z.output<typeof comments>[number];

export const reviewComments = z.array(
  comment.extend({
    pull_request_url: z.string(),
    in_reply_to_id: z.int().nullish(),
    path: z.string(),
    diff_hunk: z.string().default(''),
    line: z.int().nullish(),
    original_line: z.int().nullish(),
    subject_type: z.string().nullish(),
  }),
);
export type ReviewComment = z.output<typeof reviewComments>[number];

export const releases = z.array(
  z.object({
    id: z.int(),
    tag_name: z.string(),
    name: text,
    body: text,
    author: user,
    draft: z.boolean().default(false),
    html_url: z.string(),
    created_at: time,
    published_at: time.nullish(),
    updated_at: time.nullish(),
  }),
);
export type Release = z.output<typeof releases>[number];

/** The number at the end of an issue's or a pull request's address in the API. */
export function numberIn(url: string): number {
  return Number(url.slice(url.lastIndexOf('/') + 1));
}

function authorOf(account: z.output<typeof user>): Author {
  // GitHub shows what a deleted account wrote as its user ghost's.
  const login = account?.login ?? 'ghost';
  return { login, isBot: account?.type === 'Bot' || login.endsWith('[bot]') };
}

export function threadOf(issue: Issue, said: readonly Comment[]): Thread {
  const isPull = Boolean(issue.pull_request);
  const closed = issue.state === 'open' ? 'open' : 'closed';
  return {
    type: isPull ? 'pull' : 'issue',
    name: String(issue.number),
    title: issue.title,
    body: issue.body ?? '',
    author: authorOf(issue.user),
    createdAt: issue.created_at,
    updatedAt: issue.updated_at,
    state: issue.pull_request?.merged_at ? 'merged' : closed,
    labels: issue.labels,
    url: issue.html_url,
    comments: said,
  };
}

export function commentOf(comment: Omit<IssueComment, 'issue_url'>): Comment {
  return {
    id: `c${comment.id}`,
    author: authorOf(comment.user),
    at: comment.created_at,
    body: comment.body ?? '',
    url: comment.html_url,
  };
}

export function reviewCommentOf(comment: ReviewComment): Comment {
  const { path, line, original_line, diff_hunk: hunk, in_reply_to_id: parent } = comment;
  const isOnFile = comment.subject_type === 'file';
  return {
    ...commentOf(comment),
    id: `r${comment.id}`,
    ...(parent ? { parent: `r${parent}` } : {}),
    code: { path, line: isOnFile ? null : (line ?? original_line ?? null), hunk },
  };
}

/** Null for a draft: it is not published. */
export function releaseThread(release: Release): Thread | null {
  if (release.draft) return null;
  const createdAt = release.published_at ?? release.created_at;
  return {
    type: 'release',
    name: release.tag_name,
    title: release.name || release.tag_name,
    body: release.body ?? '',
    author: authorOf(release.author),
    createdAt,
    updatedAt: release.updated_at ?? createdAt,
    state: null,
    labels: [],
    url: release.html_url,
    comments: [],
  };
}

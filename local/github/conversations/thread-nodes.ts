import { firstOf } from './connection.ts';
import {
  type Conversations,
  type ListedComment,
  type ListedIssue,
  numberAt,
} from './conversations.ts';

/** An issue of the REST API as the GraphQL API has it. */
export function issueNode(issue: ListedIssue, { comments }: Conversations) {
  const { number, title, body, html_url, state, created_at, updated_at, user, labels } = issue;
  return {
    number,
    title,
    body: body ?? '',
    url: html_url,
    state: state.toUpperCase(),
    createdAt: created_at,
    updatedAt: updated_at,
    author: actorNode(user),
    labels: firstOf(
      (labels ?? []).map((label) => (typeof label === 'string' ? { name: label } : label)),
    ),
    comments: firstOf(commentsOf(comments, number).map(commentNode)),
  };
}

/** A pull request, which the REST API tells of as an issue. */
export function pullNode(pull: ListedIssue, conversations: Conversations) {
  const code = commentsOf(conversations.reviewComments, pull.number);
  const threads = Map.groupBy(code, ({ id, in_reply_to_id }) => in_reply_to_id ?? id);
  return {
    ...issueNode(pull, conversations),
    ...(pull.pull_request?.merged_at ? { state: 'MERGED' } : {}),
    ...reviewsNode(pull.number, conversations),
    reviewThreads: firstOf(
      [...threads.values()].map((comments) => ({ comments: firstOf(comments.map(codeNode)) })),
    ),
  };
}

/** The reviews of a pull request. */
export function reviewsNode(number: number, { reviews }: Conversations) {
  const own = reviews.find((pull) => pull.number === number)?.reviews.nodes ?? [];
  return { reviews: firstOf(own) };
}

function commentNode({ id, body, html_url, created_at, updated_at, user }: ListedComment) {
  return {
    fullDatabaseId: String(id),
    url: html_url,
    body: body ?? '',
    createdAt: created_at,
    updatedAt: updated_at ?? created_at,
    author: actorNode(user),
  };
}

function codeNode(comment: ListedComment) {
  const { path, line, original_line, diff_hunk, subject_type, in_reply_to_id } = comment;
  return {
    ...commentNode(comment),
    path,
    line,
    originalLine: original_line,
    subjectType: subject_type === 'file' ? 'FILE' : 'LINE',
    diffHunk: diff_hunk ?? '',
    state: 'SUBMITTED',
    replyTo: in_reply_to_id ? { fullDatabaseId: String(in_reply_to_id) } : null,
  };
}

/** A bot has no suffix in this API. */
function actorNode(user: ListedComment['user']) {
  if (!user) return null;
  const { login, type = 'User' } = user;
  return { __typename: type, login: type === 'Bot' ? login.replace(/\[bot\]$/, '') : login };
}

const kept = new WeakMap<readonly ListedComment[], Map<number, ListedComment[]>>();

/** Those of a thread. The threads of a list are told apart once. */
function commentsOf(comments: readonly ListedComment[], number: number): ListedComment[] {
  const threads =
    kept.get(comments) ??
    Map.groupBy(comments, (each) => numberAt(each.issue_url ?? each.pull_request_url));
  kept.set(comments, threads);
  return threads.get(number) ?? [];
}

import type { ThreadState, ThreadType } from '../../document.ts';

/** An issue, pull request, discussion or release, whichever API it was read by. */
export interface Thread {
  type: ThreadType;
  /** The last part of its path: its number, or a release's tag. */
  name: string;
  title: string;
  body: string;
  author: Author;
  /** ISO 8601, as all times here. */
  createdAt: string;
  updatedAt: string;
  state: ThreadState | null;
  labels: readonly string[];
  /** Its page on GitHub. */
  url: string;
  comments: readonly Comment[];
}

export interface Author {
  login: string;
  isBot: boolean;
}

/** A comment, a comment on code, or what a review says as a whole. */
export interface Comment {
  id: string;
  /** The comment that this one answers, if it stands below it. */
  parent?: string | undefined;
  author: Author;
  at: string;
  body: string;
  /** Its address, with its anchor after the `#`. */
  url: string;
  /** What GitHub says of it beside its author, for example `answer` or `approved`. */
  note?: string | undefined;
  /** The code it stands at. */
  code?: { path: string; line: number | null; hunk: string } | undefined;
}

/** Where threads of each type are, in paths and in external ids. */
export const folders = {
  issue: 'issues',
  pull: 'pulls',
  discussion: 'discussions',
  release: 'releases',
} as const satisfies Record<ThreadType, string>;

/** A comment's time and place among others: a thread below the comment that began it. */
export function inOrder(comments: readonly Comment[]): Comment[] {
  const known = new Set(comments.map(({ id }) => id));
  const byTime = comments.toSorted((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
  const replies = Map.groupBy(byTime, ({ parent }) =>
    parent !== undefined && known.has(parent) ? parent : '',
  );
  const placed: Comment[] = [];
  const waiting = (replies.get('') ?? []).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    placed.push(next);
    waiting.push(...(replies.get(next.id) ?? []).toReversed());
  }
  return placed;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

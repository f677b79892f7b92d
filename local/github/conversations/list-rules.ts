import type { ListRules } from './list-answer.ts';

const byTime = { created: 'created_at', updated: 'updated_at' } as const;
const oldestFirst = () => 'asc' as const;
const newestFirst = () => 'desc' as const;

/** Each list as GitHub describes its parameters, without what nobody asks it for. */
export const listRules = {
  issues: {
    path: 'issues',
    sorts: { ...byTime, comments: 'comments' },
    directionOf: newestFirst,
    directsAlone: true,
    takesSince: true,
  },
  comments: {
    path: 'issues/comments',
    sorts: byTime,
    directionOf: oldestFirst,
    takesSince: true,
  },
  pulls: {
    path: 'pulls',
    sorts: { ...byTime, popularity: 'comments' },
    directionOf: (field: string) => (field === 'created_at' ? 'desc' : 'asc'),
    directsAlone: true,
  },
  reviewComments: {
    path: 'pulls/comments',
    sorts: { ...byTime, created_at: 'created_at' },
    directionOf: oldestFirst,
    takesSince: true,
  },
  releases: { path: 'releases', directionOf: newestFirst },
} as const satisfies Record<string, ListRules>;

/** GET /repos/{owner}/{repo}/issues/{number}/comments: always in the order of their ids. */
export function commentsOf(number: number): ListRules {
  return { path: `issues/${number}/comments`, directionOf: oldestFirst, takesSince: true };
}

/** GET /repos/{owner}/{repo}/pulls/{number}/comments */
export function reviewCommentsOf(number: number): ListRules {
  const path = `pulls/${number}/comments`;
  return { path, sorts: byTime, directionOf: oldestFirst, takesSince: true };
}

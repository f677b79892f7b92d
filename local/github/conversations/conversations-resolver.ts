import type { ServedRepository } from '../served-repository.ts';
import type { Conversations, DiscussionNode, Listed, Node } from './conversations.ts';
import { sortedBy } from './sorted.ts';

interface PageArguments {
  first?: number;
  after?: string | null;
  orderBy?: { field: string; direction: 'ASC' | 'DESC' };
}

/** The fields of a repository that are about conversations. What the token may not read is an error. */
export function conversationFields(repository: ServedRepository) {
  const read = async (right?: 'issues' | 'pulls' | 'discussions' | 'contents') => {
    const conversations = await repository.conversations();
    if (right && conversations.refuses?.has(right)) {
      throw new Error('Resource not accessible by personal access token');
    }
    return conversations;
  };
  return {
    nameWithOwner: repository.clone.name,
    hasIssuesEnabled: async () => (await read()).hasIssues,
    hasDiscussionsEnabled: async () => (await read()).hasDiscussions,
    issues: async (page: PageArguments) => {
      const { issues, hasIssues } = await read('issues');
      const own = hasIssues ? issues.filter((issue) => !issue.pull_request) : [];
      return connection(inOrder(own, page), page, timesOf);
    },
    pullRequests: async (page: PageArguments) => {
      const conversations = await read('pulls');
      const own = conversations.issues.filter((issue) => issue.pull_request);
      return connection(inOrder(own, page), page, (pull) => ({
        ...timesOf(pull),
        ...reviewsOf(conversations, pull.number),
      }));
    },
    pullRequest: async ({ number }: { number: number }) => ({
      number,
      ...reviewsOf(await read('pulls'), number),
    }),
    releases: async (page: PageArguments) => {
      const { releases } = await read('contents');
      return connection(inOrder(releases, page), page, (release) => ({
        id: `RE_${Object(release).id}`,
        updatedAt: release.updated_at ?? release.created_at,
      }));
    },
    discussions: async (page: PageArguments) => {
      const { discussions } = await read('discussions');
      const field = page.orderBy?.field === 'CREATED_AT' ? 'createdAt' : 'updatedAt';
      const sign = page.orderBy?.direction === 'ASC' ? 1 : -1;
      const ordered = discussions.toSorted((a, b) => sign * (a[field] < b[field] ? -1 : 1));
      return connection(ordered, page, discussionFields);
    },
    discussion: async ({ number }: { number: number }) => {
      const found = (await read('discussions')).discussions.find((each) => each.number === number);
      return found && discussionFields(found);
    },
  };
}

function inOrder<Item extends Listed>(items: readonly Item[], { orderBy }: PageArguments) {
  const field = orderBy?.field === 'UPDATED_AT' ? 'updated_at' : 'created_at';
  return sortedBy(items, field, orderBy?.direction === 'DESC' ? 'desc' : 'asc');
}

function timesOf(issue: Listed & { number: number }) {
  return { number: issue.number, updatedAt: issue.updated_at };
}

function reviewsOf({ reviews }: Conversations, number: number) {
  const own = reviews.find((pull) => pull.number === number)?.reviews.nodes ?? [];
  return { reviews: ({ first = 100 }) => ({ nodes: own.slice(0, first) }) };
}

function discussionFields(discussion: DiscussionNode) {
  const nodes = (field: unknown) => (Object(field).nodes ?? []) as Node[];
  return {
    ...discussion,
    comments: (page: PageArguments) =>
      connection(nodes(discussion.comments), page, (comment) => ({
        ...comment,
        replies: ({ first = 100 }) => ({ nodes: nodes(comment.replies).slice(0, first) }),
      })),
  };
}

/** A page of a connection; its cursor is the place of the item after which it goes on. */
function connection<Item, Shown>(
  items: readonly Item[],
  { first, after }: PageArguments,
  show: (item: Item) => Shown,
) {
  if (first === undefined || first < 1 || first > 100) {
    throw new Error('You must provide a `first` value from 1 to 100 to paginate the connection.');
  }
  const from = after ? Number(Buffer.from(after, 'base64').toString().replace('cursor:', '')) : 0;
  const end = from + first;
  return {
    totalCount: items.length,
    pageInfo: {
      hasNextPage: end < items.length,
      endCursor: items.length === 0 ? null : Buffer.from(`cursor:${end}`).toString('base64'),
    },
    nodes: () => items.slice(from, end).map(show),
  };
}

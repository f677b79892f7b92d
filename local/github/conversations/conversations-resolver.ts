import { GraphQLError } from 'graphql';
import type { ServedRepository } from '../served-repository.ts';
import { connection, firstOf, type PageArguments } from './connection.ts';
import type { DiscussionNode, Listed, ListedIssue, Node } from './conversations.ts';
import { sortedBy } from './sorted.ts';
import { issueNode, pullNode, reviewsNode } from './thread-nodes.ts';

/** The fields of a repository that are about conversations. What the token may not read is an error. */
export function conversationFields(repository: ServedRepository) {
  const read = async (right?: 'issues' | 'pulls' | 'discussions' | 'contents') => {
    const conversations = await repository.conversations();
    if (right && conversations.refuses?.has(right)) {
      throw new GraphQLError('Resource not accessible by personal access token', {
        extensions: { type: 'FORBIDDEN' },
      });
    }
    return conversations;
  };
  return {
    nameWithOwner: repository.clone.name,
    hasIssuesEnabled: async () => (await read()).hasIssues,
    hasDiscussionsEnabled: async () => (await read()).hasDiscussions,
    issues: async (page: PageArguments) => {
      const conversations = await read('issues');
      const { issues, hasIssues } = conversations;
      const own = hasIssues ? partOf(issues, false) : [];
      const show = (issue: ListedIssue) => issueNode(issue, conversations);
      return connection(
        inOrder(own, page),
        page,
        show,
        placeIn(page, ({ number }) => number),
      );
    },
    pullRequests: async (page: PageArguments) => {
      const conversations = await read('pulls');
      const own = partOf(conversations.issues, true);
      const show = (pull: ListedIssue) => pullNode(pull, conversations);
      return connection(
        inOrder(own, page),
        page,
        show,
        placeIn(page, ({ number }) => number),
      );
    },
    pullRequest: async ({ number }: { number: number }) => ({
      number,
      ...reviewsNode(number, await read('pulls')),
    }),
    releases: async (page: PageArguments) => {
      const { releases } = await read('contents');
      const show = (release: Listed) => ({
        id: `RE_${Object(release).id}`,
        updatedAt: release.updated_at ?? release.created_at,
      });
      const ordered = inOrder(releases, page);
      return connection(
        ordered,
        page,
        show,
        placeIn(page, (release) => Object(release).id),
      );
    },
    discussions: async (page: PageArguments) => {
      const { discussions } = await read('discussions');
      const field = page.orderBy?.field === 'CREATED_AT' ? 'createdAt' : 'updatedAt';
      const sign = page.orderBy?.direction === 'ASC' ? 1 : -1;
      const ordered = discussions.toSorted((a, b) => sign * (a[field] < b[field] ? -1 : 1));
      const placeOf = (each: DiscussionNode) => ({ time: each[field], id: each.number });
      return connection(ordered, page, discussionFields, placeOf);
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

function placeIn<Item extends Listed>(
  { orderBy }: PageArguments,
  idOf: (item: Item) => string | number,
) {
  const isUpdated = orderBy?.field === 'UPDATED_AT';
  return (item: Item) => ({
    time: (isUpdated ? item.updated_at : undefined) ?? item.created_at,
    id: idOf(item),
  });
}

const kept = new WeakMap<readonly ListedIssue[], Map<boolean, ListedIssue[]>>();

/** The pull requests of a list, or the others. Those of a list are told apart once. */
function partOf(issues: readonly ListedIssue[], isPull: boolean): readonly ListedIssue[] {
  const known = kept.get(issues) ?? Map.groupBy(issues, (each) => Boolean(each.pull_request));
  kept.set(issues, known);
  return known.get(isPull) ?? [];
}

function discussionFields(discussion: DiscussionNode) {
  const nodes = (field: unknown) => (Object(field).nodes ?? []) as Node[];
  const placeOf = ({ createdAt, id }: Node) => ({ time: String(createdAt), id: String(id) });
  const show = (comment: Node) => ({ ...comment, replies: firstOf(nodes(comment.replies)) });
  return {
    ...discussion,
    labels: firstOf(nodes(discussion.labels)),
    comments: (page: PageArguments) => connection(nodes(discussion.comments), page, show, placeOf),
  };
}

import type { ConversationsCursor } from './conversations-cursor.ts';
import { readDiscussion, readDiscussions, readDiscussionsSince } from './discussions.ts';
import type { Asked } from './graphql.ts';
import { changeOfThread } from './listing.ts';
import type { Counted, Probe } from './probe.ts';
import { readPages } from './read-pages.ts';
import { baseOf } from './read-thread.ts';
import { comments, type Issue, issues, numberIn, pulls, reviewComments } from './rest-shapes.ts';
import type { Thread } from './thread.ts';
import { type Changed, isUnread, movedOn, sinceOf, type Watermark } from './watermark.ts';

/** While a change is so young, another one of the same second may still come. */
const settledAfterMs = 60_000;

/** Whether one of a kind has changed since it was last read, or may have. */
function isMoving(known: Counted | null, found: Counted | null): boolean {
  if (found === null || found.newest === null) return false;
  const isYoung = Date.now() - Date.parse(found.newest) < settledAfterMs;
  return isYoung || found.newest !== known?.newest || found.count !== known.count;
}

export interface ChangedPart<Item> {
  mark: Watermark;
  changed: Item[];
}

/** Issues and pull requests that changed: without the right to read issues, pull requests alone. */
export async function changedIssues(
  asked: Asked,
  known: ConversationsCursor,
  found: Probe,
): Promise<ChangedPart<Issue>> {
  const mark = known.marks.threads;
  if (!isMoving(known.issues, found.issues) && !isMoving(known.pulls, found.pulls)) {
    return { mark, changed: [] };
  }
  const since = sinceOf(mark);
  const listed: Issue[] = [];
  if (found.hasIssues && !known.refused.includes('issues')) {
    const path = `${baseOf(asked)}/issues?state=all&sort=updated&direction=asc${parameter(since)}`;
    const isAllowed = (issue: Issue) => !issue.pull_request || !known.refused.includes('pulls');
    for await (const page of readPages(asked.client, path, issues)) {
      listed.push(...page.filter(isAllowed));
    }
  } else if (!known.refused.includes('pulls')) {
    const path = `${baseOf(asked)}/pulls?state=all&sort=updated&direction=desc`;
    for await (const page of readPages(asked.client, path, pulls)) {
      const young = page.filter(({ updated_at }) => since === undefined || updated_at >= since);
      listed.push(...young);
      if (young.length < page.length) break;
    }
  }
  return part(mark, listed, changeOfIssue);
}

/** The numbers of the threads with comments that are new or were edited. */
export async function changedComments(
  { client, fullName }: Asked,
  kind: 'comments' | 'reviewComments',
  mark: Watermark,
): Promise<ChangedPart<number>> {
  const query = `sort=updated&direction=asc${parameter(sinceOf(mark))}`;
  const listed: { change: Changed; number: number }[] = [];
  if (kind === 'comments') {
    const path = `/repos/${fullName}/issues/comments?${query}`;
    for await (const page of readPages(client, path, comments)) {
      for (const each of page) {
        listed.push({ change: changeOf(each), number: numberIn(each.issue_url) });
      }
    }
  } else {
    const path = `/repos/${fullName}/pulls/comments?${query}`;
    for await (const page of readPages(client, path, reviewComments)) {
      for (const each of page) {
        listed.push({ change: changeOf(each), number: numberIn(each.pull_request_url) });
      }
    }
  }
  const { mark: next, changed } = part(mark, listed, ({ change }) => change);
  return { mark: next, changed: changed.map(({ number }) => number) };
}

/** Discussions that changed, and those of these numbers. */
export async function changedDiscussions(
  asked: Asked,
  known: ConversationsCursor,
  found: Probe,
  numbers: readonly number[],
): Promise<ChangedPart<Thread>> {
  const mark = known.marks.discussions;
  const isAsked = found.hasDiscussions && !known.refused.includes('discussions');
  const listed: Thread[] = [];
  if (isAsked && isMoving(known.discussions, found.discussions)) {
    const since = sinceOf(mark);
    if (since === undefined) {
      for await (const { items } of readDiscussions(asked)) listed.push(...items);
    } else for await (const thread of readDiscussionsSince(asked, since)) listed.push(thread);
  }
  const { mark: next, changed } = part(mark, listed, changeOfThread);
  for (const number of isAsked ? numbers : []) {
    if (changed.some(({ name }) => name === String(number))) continue;
    const thread = await readDiscussion(asked, number);
    if (thread !== null) changed.push(thread);
  }
  return { mark: next, changed };
}

function part<Item>(
  mark: Watermark,
  listed: readonly Item[],
  changeIn: (item: Item) => Changed,
): ChangedPart<Item> {
  const changed = listed.filter((item) => isUnread(mark, changeIn(item)));
  return { mark: movedOn(mark, listed.map(changeIn)), changed };
}

function changeOf({ id, updated_at }: { id: number; updated_at: string }): Changed {
  return { id: String(id), updatedAt: updated_at };
}

function changeOfIssue({ number, updated_at }: Issue): Changed {
  return { id: String(number), updatedAt: updated_at };
}

function parameter(since: string | undefined): string {
  return since === undefined ? '' : `&since=${since}`;
}

import type { Part } from './conversations-cursor.ts';
import { readDiscussions } from './discussions.ts';
import type { Asked } from './graphql.ts';
import type { Probe } from './probe.ts';
import { Refused, readPages } from './read-pages.ts';
import { baseOf, readIssue, readThread } from './read-thread.ts';
import {
  commentOf,
  comments,
  type Issue,
  issues,
  numberIn,
  pulls,
  releases,
  releaseThread,
  reviewCommentOf,
  reviewComments,
  threadOf,
} from './rest-shapes.ts';
import { readReviews } from './reviews.ts';
import type { Comment, Thread } from './thread.ts';
import type { Changed } from './watermark.ts';

/** So many threads are read once more, one by one, when the lists do not agree with each other. */
const maxReread = 100;

/** What a reading of everything hands on as it comes. */
export interface Receiver {
  thread(thread: Thread): void;
  /** A comment, with when it last changed. */
  comment(kind: 'comments' | 'reviewComments', changed: Changed): void;
  /** A part that the token may not read. */
  refused(part: Part): void;
}

/**
 * Reads all conversations of a repository, a page of 100 at a time: comments before the threads, so
 * that a thread's number of comments tells when one came or went meanwhile.
 * @param stored the numbers of the threads that are stored
 */
export async function readAll(
  asked: Asked,
  found: Probe,
  receiver: Receiver,
  stored: Iterable<number>,
): Promise<void> {
  const { said, isWhole } = await readComments(asked, receiver);
  const listed = new Set<number>();
  const doubtful: Issue[] = [];
  const take = (issue: Issue) => {
    if (listed.has(issue.number)) return;
    listed.add(issue.number);
    const own = said.get(issue.number) ?? [];
    said.delete(issue.number);
    const counted = own.filter(({ id }) => id.startsWith('c')).length;
    const isDoubtful = isWhole && (issue.comments ?? counted) !== counted;
    if (isDoubtful && doubtful.length < maxReread) doubtful.push(issue);
    else receiver.thread(threadOf(issue, own));
  };
  const all = `${baseOf(asked)}/issues?state=all&sort=created&direction=asc`;
  const onlyPulls = `${baseOf(asked)}/pulls?state=all&sort=created&direction=asc`;
  const hasIssues = found.hasIssues && (await isAllowed(readEach(asked, all, issues, take)));
  if (!hasIssues) {
    if (found.hasIssues) receiver.refused('issues');
    if (!(await isAllowed(readEach(asked, onlyPulls, pulls, take)))) receiver.refused('pulls');
  }
  for (const issue of doubtful) receiver.thread(await readThread(asked, issue));
  if (hasIssues) {
    for (const issue of await leftOut(asked, listed, stored)) {
      receiver.thread(await readThread(asked, issue));
    }
  }
  const discussions = async () => {
    for await (const thread of readDiscussions(asked)) receiver.thread(thread);
  };
  if (found.hasDiscussions && !(await isAllowed(discussions()))) receiver.refused('discussions');
  if (!(await isAllowed(readReleases(asked, (thread) => receiver.thread(thread))))) {
    receiver.refused('releases');
  }
}

/**
 * The stored threads that a list does not have, but that are there when they are asked for: what changes
 * while a list is read moves others from page to page.
 */
export async function leftOut(
  asked: Asked,
  listed: ReadonlySet<number>,
  stored: Iterable<number>,
): Promise<Issue[]> {
  const found: Issue[] = [];
  for (const number of stored) {
    const issue = listed.has(number) ? null : await readIssue(asked, number);
    if (issue !== null) found.push(issue);
  }
  return found;
}

export async function readReleases(asked: Asked, take: (thread: Thread) => void): Promise<void> {
  await readEach(asked, `${baseOf(asked)}/releases?`, releases, (release) => {
    const thread = releaseThread(release);
    if (thread !== null) take(thread);
  });
}

/** All comments, by the number of their thread. What the token may not read is left out. */
async function readComments(
  asked: Asked,
  receiver: Receiver,
): Promise<{ said: Map<number, Comment[]>; isWhole: boolean }> {
  const said = new Map<number, Comment[]>();
  const add = (number: number, comment: Comment) => {
    const own = said.get(number);
    if (own === undefined) said.set(number, [comment]);
    else own.push(comment);
  };
  const base = baseOf(asked);
  const order = 'sort=created&direction=asc';
  const isWhole = await isAllowed(
    readEach(asked, `${base}/issues/comments?${order}`, comments, (comment) => {
      add(numberIn(comment.issue_url), commentOf(comment));
      receiver.comment('comments', changeOf(comment));
    }),
  );
  await isAllowed(
    readEach(asked, `${base}/pulls/comments?${order}`, reviewComments, (comment) => {
      add(numberIn(comment.pull_request_url), reviewCommentOf(comment));
      receiver.comment('reviewComments', changeOf(comment));
    }),
  );
  await isAllowed(
    (async () => {
      for (const [number, own] of await readReviews(asked)) {
        for (const review of own) add(number, review);
      }
    })(),
  );
  return { said, isWhole };
}

export function changeOf({ id, updated_at }: { id: number; updated_at: string }): Changed {
  return { id: String(id), updatedAt: updated_at };
}

async function readEach<Item>(
  { client }: Asked,
  path: string,
  shape: Parameters<typeof readPages<Item>>[2],
  take: (item: Item) => void,
): Promise<void> {
  for await (const page of readPages(client, path, shape)) for (const item of page) take(item);
}

async function isAllowed(reading: Promise<void>): Promise<boolean> {
  try {
    await reading;
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

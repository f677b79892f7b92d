import * as z from 'zod';
import type { Entry, Inventory, StoredEntry } from '../source.ts';
import type { ConversationsCursor, Part } from './conversations-cursor.ts';
import { readDiscussion } from './discussions.ts';
import { readConnection } from './graphql-pages.ts';
import { partOf, threadNumbers } from './held-threads.ts';
import type { ConversationChanges } from './list-changes.ts';
import { highestOf, type ListingRequest, notesOn, releasesAmong } from './listing.ts';
import { readPages } from './read-pages.ts';
import { readReleases } from './read-releases.ts';
import { baseOf, readIssue, readThread } from './read-thread.ts';
import { type Issue, issues, pulls } from './rest-shapes.ts';
import { standingEntry } from './thread-entry.ts';

export const discussionNumbersQuery = `query (
  $owner: String!, $name: String!, $first: Int!, $after: String
) {
  repository(owner: $owner, name: $name) {
    items: discussions(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      pageInfo { hasNextPage endCursor }
      nodes { number }
    }
  }
}`;

/**
 * Which threads there are, by their numbers, a hundred a request. What has not changed is listed as
 * it is stored.
 */
export async function listNumbers(
  { asked, found, held, readStored, readUnindexed }: ListingRequest,
  { entries: changed, cursor }: ConversationChanges,
): Promise<Inventory & { cursor: ConversationsCursor }> {
  const known = [...(await readStored()), ...(await readUnindexed())];
  const stored = new Map(known.map((each) => [each.externalId, each]));
  const entries = new Map<string, Entry>(changed);
  const { refused } = cursor;
  const base = baseOf(asked);
  const isRead = (part: Part) => !refused.includes(part);

  const listed = new Set<number>();
  const take = async (issue: Issue) => {
    listed.add(issue.number);
    const part = issue.pull_request ? 'pulls' : 'issues';
    if (!isRead(part)) return;
    const id = `${part}/${issue.number}`;
    if (!entries.has(id))
      entries.set(id, standingOf(id) ?? held.add(await readThread(asked, issue)));
  };
  const order = 'state=all&sort=created&direction=asc';
  if (found.hasIssues && isRead('issues')) {
    for await (const page of readPages(asked.client, `${base}/issues?${order}`, issues)) {
      for (const issue of page) await take(issue);
    }
  } else if (isRead('pulls')) {
    for await (const page of readPages(asked.client, `${base}/pulls?${order}`, pulls)) {
      for (const issue of page) await take(issue);
    }
  }
  // What changes while a list is read moves others from page to page.
  for (const number of isRead('issues') ? threadNumbers(stored.keys()) : []) {
    const issue = listed.has(number) ? null : await readIssue(asked, number);
    if (issue !== null) await take(issue);
  }

  if (found.hasDiscussions && isRead('discussions')) {
    const shape = z.object({ number: z.int() });
    for await (const page of readConnection(asked, discussionNumbersQuery, {}, shape, {
      first: 100,
    })) {
      for (const { number } of page.items) {
        const id = `discussions/${number}`;
        const entry = standingOf(id) ?? (await newDiscussion(number));
        if (entry) entries.set(id, entries.get(id) ?? entry);
      }
    }
  }
  if (isRead('releases')) {
    for await (const { items } of readReleases(asked)) {
      for (const thread of items) {
        const entry = held.add(thread);
        entries.set(entry.externalId, entry);
      }
    }
  }
  for (const each of stored.values()) {
    const part = partOf(each.externalId);
    if (part !== undefined && !isRead(part) && !entries.has(each.externalId)) {
      entries.set(each.externalId, standingEntry(each));
    }
  }
  return {
    kind: 'inventory',
    complete: true,
    entries: [...entries.values()],
    notes: notesOn(found, refused),
    cursor: {
      ...cursor,
      releaseIds: releasesAmong(entries.keys()),
      highest: highestOf(entries.keys(), cursor.highest),
    },
  };

  function standingOf(id: string): Entry | undefined {
    const standing: StoredEntry | undefined = stored.get(id);
    return standing && standingEntry(standing);
  }

  async function newDiscussion(number: number): Promise<Entry | null> {
    const thread = await readDiscussion(asked, number);
    return thread && held.add(thread);
  }
}

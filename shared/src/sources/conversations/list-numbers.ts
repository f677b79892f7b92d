import * as z from 'zod';
import type { Entry, Inventory, StoredEntry } from '../source.ts';
import type { ConversationsCursor, Part } from './conversations-cursor.ts';
import { readDiscussion } from './discussions.ts';
import { readConnection } from './graphql-pages.ts';
import { partOf, threadNumbers } from './held-threads.ts';
import type { ConversationChanges } from './list-changes.ts';
import { highestOf, type ListingRequest, notesOn, releasesAmong } from './listing.ts';
import { leftOut, readReleases } from './read-all.ts';
import { readPages } from './read-pages.ts';
import { baseOf, readThread } from './read-thread.ts';
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
  { asked, found, held, readStored }: ListingRequest,
  { entries: changed, cursor }: ConversationChanges,
): Promise<Inventory & { cursor: ConversationsCursor }> {
  const stored = new Map((await readStored()).map((each) => [each.externalId, each]));
  const entries = new Map<string, Entry>(changed);
  const { refused } = cursor;
  const base = baseOf(asked);
  const isRead = (part: Part) => !refused.includes(part);

  const threads = new Map<number, Issue>();
  const take = (page: readonly Issue[]) => {
    for (const issue of page) threads.set(issue.number, issue);
  };
  const order = 'state=all&sort=created&direction=asc';
  if (found.hasIssues && isRead('issues')) {
    for await (const page of readPages(asked.client, `${base}/issues?${order}`, issues)) take(page);
  } else if (isRead('pulls')) {
    for await (const page of readPages(asked.client, `${base}/pulls?${order}`, pulls)) take(page);
  }
  if (isRead('issues')) {
    take(await leftOut(asked, new Set(threads.keys()), threadNumbers(stored.keys())));
  }
  for (const issue of threads.values()) {
    const id = `${issue.pull_request ? 'pulls' : 'issues'}/${issue.number}`;
    const entry = standingOf(id) ?? held.add(await readThread(asked, issue));
    entries.set(id, entries.get(id) ?? entry);
  }

  if (found.hasDiscussions && isRead('discussions')) {
    const shape = z.object({ number: z.int() });
    for await (const page of readConnection(asked, discussionNumbersQuery, {}, shape, 100)) {
      for (const { number } of page) {
        const id = `discussions/${number}`;
        const entry = standingOf(id) ?? (await newDiscussion(number));
        if (entry) entries.set(id, entries.get(id) ?? entry);
      }
    }
  }
  if (isRead('releases')) {
    await readReleases(asked, (thread) => {
      const entry = held.add(thread);
      entries.set(entry.externalId, entry);
    });
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
    const known: StoredEntry | undefined = stored.get(id);
    return known && standingEntry(known);
  }

  async function newDiscussion(number: number): Promise<Entry | null> {
    const thread = await readDiscussion(asked, number);
    return thread && held.add(thread);
  }
}

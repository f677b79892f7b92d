import type { Entry, Inventory } from '../source.ts';
import type { ConversationsCursor, Part } from './conversations-cursor.ts';
import { partOf, threadNumbers } from './held-threads.ts';
import {
  changeOfThread,
  highestOf,
  type ListingRequest,
  notesOn,
  releasesAmong,
  standing,
} from './listing.ts';
import { readAll } from './read-all.ts';
import { standingEntry } from './thread-entry.ts';
import { type Changed, movedOn, unread } from './watermark.ts';

/** Everything there is. What the token may not read is listed as it is stored. */
export async function listAll({
  asked,
  found,
  held,
  readStored,
}: ListingRequest): Promise<Inventory & { cursor: ConversationsCursor }> {
  const before = asked.client.requests;
  const readAt = new Date().toISOString();
  const stored = await readStored();
  const entries = new Map<string, Entry>();
  const refused: Part[] = [];
  const changes: Record<keyof ConversationsCursor['marks'], Changed[]> = {
    threads: [],
    comments: [],
    reviewComments: [],
    discussions: [],
  };
  await readAll(
    asked,
    found,
    {
      thread(thread) {
        const entry = held.add(thread);
        entries.set(entry.externalId, entry);
        const kind = thread.type === 'discussion' ? 'discussions' : 'threads';
        if (thread.type !== 'release') changes[kind].push(changeOfThread(thread));
      },
      comment: (kind, changed) => changes[kind].push(changed),
      refused: (part) => refused.push(part),
    },
    threadNumbers(stored.map(({ externalId }) => externalId)),
  );
  for (const each of stored) {
    const part = partOf(each.externalId);
    const isUnknown = part !== undefined && refused.includes(part);
    if (isUnknown && !entries.has(each.externalId)) {
      entries.set(each.externalId, standingEntry(each));
    }
  }
  const notes = notesOn(found, refused);
  return {
    kind: 'inventory',
    complete: true,
    entries: [...entries.values()],
    notes,
    cursor: {
      readAt,
      cost: asked.client.requests - before,
      ...standing(found),
      releaseIds: releasesAmong(entries.keys()),
      highest: highestOf(entries.keys()),
      marks: {
        threads: movedOn(unread, changes.threads),
        comments: movedOn(unread, changes.comments),
        reviewComments: movedOn(unread, changes.reviewComments),
        discussions: movedOn(unread, changes.discussions),
      },
      turn: 'comments',
      refused,
    },
  };
}

import type { Changes, Inventory, StoredEntry } from '../source.ts';
import type { ConversationsCursor, Part } from './conversations-cursor.ts';
import { partOf } from './held-threads.ts';
import { askForLeftOut } from './left-out.ts';
import { highestOf, type ListingRequest, notesOn, releasesAmong } from './listing.ts';
import type { Counted } from './probe.ts';
import { Refused } from './read-pages.ts';
import { type PartLimits, ReadingPart } from './read-part.ts';
import { cursorOf, hasSeen, type Reading, unmarkSeen } from './reading.ts';
import type { Thread } from './thread.ts';
import { standingEntry } from './thread-entry.ts';

export interface ReadingRequest extends Omit<ListingRequest, 'found' | 'isStored'> {
  limits: PartLimits;
  /** Milliseconds of the epoch: then the part is handed on. */
  until: number;
  hints: readonly string[];
  /** What a hint names, as it is now. @throws Refused */
  readNow(externalId: string): Promise<Thread | null>;
}

/**
 * The next part of a reading of everything; at its end, the inventory of what was read. What the token
 * may not read is listed as it is stored.
 */
export async function listAll(
  request: ReadingRequest,
  reading: Reading,
): Promise<Changes | (Inventory & { cursor: ConversationsCursor })> {
  const { asked, held, limits, until } = request;
  const before = asked.client.requests;
  const part = new ReadingPart(asked, reading, held, limits, until);
  await readHints(request, reading, part);
  await part.read();
  const known: StoredEntry[] = [];
  let isRead = false;
  if (reading.at === 'left out' && part.entries.size === 0) {
    known.push(...(await request.readStored()), ...(await request.readUnindexed()));
    isRead = (await askForLeftOut(asked, reading, known, part)) && part.entries.size === 0;
  }
  reading.requests += asked.client.requests - before;
  if (isRead) return inventoryOf(reading, known);
  const entries = [...part.entries.values()];
  return { kind: 'changes', entries, cursor: cursorOf(reading), isPart: true };
}

/** What a webhook has told is read at once, however far the reading has come. */
async function readHints(
  { hints, readNow }: ReadingRequest,
  reading: Reading,
  part: ReadingPart,
): Promise<void> {
  for (const id of hints) {
    try {
      const thread = await readNow(id);
      if (thread) part.add(thread);
      else unmarkSeen(reading, id);
    } catch (error) {
      // The reading of its part tells.
      if (!(error instanceof Refused)) throw error;
    }
  }
}

function inventoryOf(
  reading: Reading,
  known: readonly StoredEntry[],
): Inventory & { cursor: ConversationsCursor } {
  const { found, refused, beganAt, requests, marks } = reading;
  const isStanding = ({ externalId }: StoredEntry) => {
    const part = partOf(externalId);
    return hasSeen(reading, externalId) || (part !== undefined && refused.includes(part));
  };
  const entries = known.filter(isStanding).map(standingEntry);
  const ids = entries.map(({ externalId }) => externalId);
  const { issues, pulls, discussions, releases } = found;
  // As many as were read: if there are others by now, the next sync lists the numbers.
  const counted = (part: Part, told: Counted | null) =>
    told && { ...told, count: ids.filter((id) => partOf(id) === part).length };
  return {
    kind: 'inventory',
    complete: true,
    keepsCursor: true,
    entries,
    notes: notesOn(found, refused),
    cursor: {
      readAt: beganAt,
      cost: requests,
      issues: counted('issues', issues),
      pulls: counted('pulls', pulls),
      discussions: counted('discussions', discussions),
      releases,
      releaseIds: releasesAmong(ids),
      highest: highestOf(ids),
      marks,
      turn: 'comments',
      refused,
    },
  };
}

import * as z from 'zod';
import { parts } from './conversations-cursor.ts';
import { placeOf } from './held-threads.ts';
import { NumberSet } from './number-set.ts';
import { type Probe, probeShape } from './probe.ts';
import { unread, type Watermark, watermark } from './watermark.ts';

const numbers = z.string().transform((stored) => new NumberSet(stored));
const numbersByPart = z.object({ issues: numbers, pulls: numbers, discussions: numbers });

/** How far a reading of everything has come. It takes several listings, perhaps in several slices. */
const reading = z.object({
  /** ISO 8601. */
  beganAt: z.string(),
  /** Requests spent so far. */
  requests: z.int(),
  /** How the repository stood when it began: what changes later, the next sync reads again. */
  found: probeShape,
  /** What is read: the parts one after the other, then what their lists have left out. */
  at: z.enum([...parts, 'left out']),
  /** After which position of the part's list it goes on; null: from the beginning. */
  after: z.string().nullable(),
  /** The threads that were read, or found to stand as they are stored. */
  seen: numbersByPart,
  seenReleases: z.array(z.string()),
  /** The numbers that were asked for one by one, because a list and the store differ. */
  asked: numbersByPart,
  hasAskedReleases: z.boolean(),
  marks: z.object({
    threads: watermark,
    comments: watermark,
    reviewComments: watermark,
    discussions: watermark,
  }),
  /** What the token may not read. */
  refused: z.array(z.enum(parts)),
});
export type Reading = z.output<typeof reading>;

export function beginReading(found: Probe): Reading {
  const none = () => ({
    issues: new NumberSet(),
    pulls: new NumberSet(),
    discussions: new NumberSet(),
  });
  const from = (...newest: (string | null | undefined)[]): Watermark => {
    const at = newest.filter((time) => typeof time === 'string').toSorted();
    return { ...unread, at: at.at(-1) ?? null };
  };
  const threads = from(found.issues?.newest, found.pulls?.newest);
  return {
    beganAt: new Date().toISOString(),
    requests: 0,
    found,
    at: 'issues',
    after: null,
    seen: none(),
    seenReleases: [],
    asked: none(),
    hasAskedReleases: false,
    marks: {
      threads,
      comments: threads,
      reviewComments: threads,
      discussions: from(found.discussions?.newest),
    },
    refused: [],
  };
}

/** The reading in a cursor; null where none is under way. */
export function readReading(cursor: unknown): Reading | null {
  return z.object({ reading }).safeParse(cursor).data?.reading ?? null;
}

/** The cursor that `readReading` reads. */
export function cursorOf(under: Reading): { reading: object } {
  const plain = ({ issues, pulls, discussions }: Reading['seen']) => ({
    issues: issues.toJSON(),
    pulls: pulls.toJSON(),
    discussions: discussions.toJSON(),
  });
  return { reading: { ...under, seen: plain(under.seen), asked: plain(under.asked) } };
}

export function hasSeen({ seen, seenReleases }: Reading, externalId: string): boolean {
  const place = placeOf(externalId);
  return place ? seen[place.part].has(place.number) : seenReleases.includes(externalId);
}

export function markSeen({ seen, seenReleases }: Reading, externalId: string): void {
  const place = placeOf(externalId);
  if (place) seen[place.part].add(place.number);
  else if (!seenReleases.includes(externalId)) seenReleases.push(externalId);
}

/** What was read is not there any more. */
export function unmarkSeen(under: Reading, externalId: string): void {
  const place = placeOf(externalId);
  // An issue and a pull request have their number from one series.
  if (place?.part === 'discussions') under.seen.discussions.delete(place.number);
  else if (place) {
    under.seen.issues.delete(place.number);
    under.seen.pulls.delete(place.number);
  } else under.seenReleases = under.seenReleases.filter((id) => id !== externalId);
}

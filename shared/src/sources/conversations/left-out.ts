import { DocPilotError } from '../../errors.ts';
import type { StoredEntry } from '../source.ts';
import { readDiscussion } from './discussions.ts';
import type { Asked } from './graphql.ts';
import { partOf, placeOf } from './held-threads.ts';
import { Refused } from './read-pages.ts';
import type { ReadingPart } from './read-part.ts';
import { readReleases } from './read-releases.ts';
import { readNumber } from './read-thread.ts';
import { hasSeen, type Reading } from './reading.ts';

/**
 * Asks one by one for the threads in which the lists and the store differ, until the part is full: what
 * a list leaves out may be there, and what it had may have been lost since.
 * @returns whether all were asked for
 */
export async function askForLeftOut(
  asked: Asked,
  reading: Reading,
  known: readonly StoredEntry[],
  part: ReadingPart,
): Promise<boolean> {
  const ids = new Set(known.map(({ externalId }) => externalId));
  const isOff = { issues: !reading.found.hasIssues, discussions: !reading.found.hasDiscussions };
  const missed = [...ids].filter((id) => !hasSeen(reading, id));
  let answers = 0;
  for (const id of [...missed, ...lost(reading, ids)]) {
    const place = placeOf(id);
    if (place === null || reading.asked[place.part].has(place.number)) continue;
    if (reading.refused.includes(place.part)) continue;
    if (place.part !== 'pulls' && isOff[place.part]) continue;
    if (answers > 0 && part.isFull) return false;
    try {
      const { number } = place;
      const thread = await (place.part === 'discussions'
        ? readDiscussion(asked, number)
        : readNumber(asked, number));
      if (thread) part.add(thread);
      reading.asked[place.part].add(number);
      answers += 1;
    } catch (error) {
      if (error instanceof Refused) reading.refused.push(place.part);
      // What was answered is stored first.
      else if (error instanceof DocPilotError && answers > 0) return false;
      else throw error;
    }
  }
  if (reading.hasAskedReleases || reading.refused.includes('releases')) return true;
  const unsure = new Set([
    ...missed.filter((id) => partOf(id) === 'releases'),
    ...reading.seenReleases.filter((id) => !ids.has(id)),
  ]);
  if (unsure.size > 0) {
    for await (const { items } of readReleases(asked)) {
      for (const thread of items) if (unsure.has(`releases/${thread.name}`)) part.add(thread);
    }
  }
  reading.hasAskedReleases = true;
  return true;
}

/** What was read, but is not stored any more. */
function* lost({ seen }: Reading, ids: ReadonlySet<string>): Generator<string> {
  for (const part of ['issues', 'pulls', 'discussions'] as const) {
    for (const number of seen[part]) if (!ids.has(`${part}/${number}`)) yield `${part}/${number}`;
  }
}

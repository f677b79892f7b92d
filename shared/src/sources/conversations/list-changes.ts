import type { Entry } from '../source.ts';
import { changedComments, changedDiscussions, changedIssues } from './changed-parts.ts';
import type { ConversationsCursor } from './conversations-cursor.ts';
import { discussionNumbers, placeOf, threadNumbers } from './held-threads.ts';
import { highestOf, type ListingRequest, releasesAmong, standing } from './listing.ts';
import type { Counted } from './probe.ts';
import { readReleases } from './read-releases.ts';
import { readIssue, readThread } from './read-thread.ts';
import type { Issue } from './rest-shapes.ts';
import type { Thread } from './thread.ts';

export interface ConversationChanges {
  entries: Map<string, Entry>;
  cursor: ConversationsCursor;
  /** Whether something was deleted, transferred or converted: only an inventory tells what. */
  isMissing: boolean;
}

/**
 * What changed since the cursor. Nothing: one request, for one of the two lists of comments, whose
 * edits GitHub may tell nowhere else; the next sync asks for the other.
 * @param hints external ids that are read again whatever the lists say
 */
export async function listChanges(
  { asked, found, held, isStored }: Pick<ListingRequest, 'asked' | 'found' | 'held' | 'isStored'>,
  known: ConversationsCursor,
  hints: readonly string[],
): Promise<ConversationChanges> {
  const marks = { ...known.marks };
  const entries = new Map<string, Entry>();
  const add = (thread: Thread) => {
    const entry = held.add(thread);
    entries.set(entry.externalId, entry);
  };

  const listed = await changedIssues(asked, known, found);
  marks.threads = listed.mark;
  const issues = new Map<number, Issue>(listed.changed.map((issue) => [issue.number, issue]));
  const numbers = new Set(threadNumbers(hints));
  const isBusy = issues.size > 0 || hints.length > 0;
  for (const kind of isBusy ? (['comments', 'reviewComments'] as const) : [known.turn]) {
    const { mark, changed } = await changedComments(asked, kind, marks[kind]);
    marks[kind] = mark;
    for (const number of changed) numbers.add(number);
  }
  for (const number of numbers) {
    const issue = issues.has(number) ? null : await readIssue(asked, number);
    if (issue !== null) issues.set(number, issue);
  }
  for (const issue of issues.values()) add(await readThread(asked, issue));

  const discussions = await changedDiscussions(asked, known, found, discussionNumbers(hints));
  marks.discussions = discussions.mark;
  for (const thread of discussions.changed) add(thread);

  const goneReleases = new Set(known.releaseIds);
  if (found.releases === null || found.releases === known.releases) goneReleases.clear();
  else {
    for await (const { items } of readReleases(asked)) items.forEach(add);
    for (const id of entries.keys()) goneReleases.delete(id);
  }

  const fresh = { issues: 0, pulls: 0, discussions: 0 };
  for (const id of entries.keys()) {
    const place = placeOf(id);
    if (place && (place.number > known.highest[place.part] || !(await isStored(id)))) {
      fresh[place.part] += 1;
    }
  }
  const lacks = (part: keyof typeof fresh) => isShort(known[part], found[part], fresh[part]);
  return {
    entries,
    isMissing: goneReleases.size > 0 || lacks('issues') || lacks('pulls') || lacks('discussions'),
    cursor: {
      ...known,
      ...standing(found),
      releaseIds: [...new Set([...known.releaseIds, ...releasesAmong(entries.keys())])],
      highest: highestOf(entries.keys(), known.highest),
      marks,
      turn: known.turn === 'comments' ? 'reviewComments' : 'comments',
    },
  };
}

/** Whether there are other ones than before and the new ones. */
function isShort(known: Counted | null, found: Counted | null, fresh: number): boolean {
  return known !== null && found !== null && found.count !== known.count + fresh;
}

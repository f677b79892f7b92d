import type { StoredEntry } from '../source.ts';
import type { ConversationsCursor, Part } from './conversations-cursor.ts';
import type { Asked } from './graphql.ts';
import { type HeldThreads, partOf, placeOf } from './held-threads.ts';
import type { Probe } from './probe.ts';
import type { Thread } from './thread.ts';
import type { Changed } from './watermark.ts';

/** What every way to list conversations needs. */
export interface ListingRequest {
  asked: Asked;
  found: Probe;
  held: HeldThreads;
  isStored(externalId: string): Promise<boolean>;
  readStored(): Promise<StoredEntry[]>;
  readUnindexed(): Promise<StoredEntry[]>;
}

/** What a cursor keeps of how a repository stands. */
export function standing({ issues, pulls, discussions, releases }: Probe) {
  return { issues, pulls, discussions, releases };
}

export function changeOfThread({ name, updatedAt }: Thread): Changed {
  return { id: name, updatedAt };
}

/** The highest number of each part, also of what was listed before. */
export function highestOf(
  externalIds: Iterable<string>,
  before: ConversationsCursor['highest'] = { issues: 0, pulls: 0, discussions: 0 },
): ConversationsCursor['highest'] {
  const highest = { ...before };
  for (const id of externalIds) {
    const place = placeOf(id);
    if (place) highest[place.part] = Math.max(highest[place.part], place.number);
  }
  return highest;
}

export function releasesAmong(externalIds: Iterable<string>): string[] {
  return [...externalIds].filter((id) => partOf(id) === 'releases');
}

const rights: Readonly<Record<Part, string>> = {
  issues: 'issues',
  pulls: 'pull requests',
  discussions: 'discussions',
  releases: 'contents',
};

/** What a person should know of the parts that were not read. */
export function notesOn(found: Probe, refused: readonly Part[]): string[] {
  const { fullName } = found;
  return [
    ...refused.map(
      (part) =>
        `GitHub refuses the ${rights[part] === 'contents' ? 'releases' : rights[part]} of ${fullName}: give the token in GH_PAT the right to read its ${rights[part]}. What was read of them before stays as it was.`,
    ),
    ...(found.hasIssues ? [] : [`Issues are switched off in ${fullName}.`]),
    ...(found.hasDiscussions ? [] : [`Discussions are switched off in ${fullName}.`]),
  ];
}

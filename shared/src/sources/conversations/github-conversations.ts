import { DocPilotError } from '../../errors.ts';
import { createGithubClient, type GithubClientOptions } from '../github/client.ts';
import { partEnd } from '../part-end.ts';
import { type Content, type Entry, EntryError, type Fetched, type Source } from '../source.ts';
import { botRule } from './bots.ts';
import { readCursor } from './conversations-cursor.ts';
import { readDiscussion } from './discussions.ts';
import type { Asked } from './graphql.ts';
import { HeldThreads, numberOf, partOf } from './held-threads.ts';
import { listAll } from './list-all.ts';
import { listChanges } from './list-changes.ts';
import { listNumbers } from './list-numbers.ts';
import { notesOn } from './listing.ts';
import { type Probe, probe } from './probe.ts';
import { Refused } from './read-pages.ts';
import { type PartLimits, partLimits } from './read-part.ts';
import { readReleases } from './read-releases.ts';
import { readNumber } from './read-thread.ts';
import { beginReading, type Reading, readReading } from './reading.ts';
import type { Thread } from './thread.ts';

export interface ConversationOptions extends GithubClientOptions {
  /** GH_BOTS: whose text is left out beside that of bots; with `!`, whose is not. */
  bots?: readonly string[];
  /** How much is read before it is stored. */
  limits?: Partial<PartLimits>;
}

/** An answer that is larger is asked for in smaller pages. */
const maxAnswerBytes = 32 * 1024 * 1024;
const hourMs = 3_600_000;
/** A reading of everything that costs more requests is made once a week instead of every day. */
const dailyCost = 300;

/**
 * The issues, pull requests, discussions and releases of a repository as a source; its token reads
 * them. `name` is `owner/repo`.
 */
export function githubConversations(name: string, options: ConversationOptions): Source {
  const client = createGithubClient({ maxAnswerBytes, ...options });
  const held = new HeldThreads(botRule(options.bots ?? []));
  const limits = { ...partLimits, ...options.limits };
  let movedTo: string | undefined;
  /** Whether GitHub has told how it calls the repository now. */
  let hasLooked = false;
  const asked: Asked = {
    client,
    fullName: name,
    firstPauseMs: options.firstPauseMs,
    signal: options.signal,
  };

  async function look(): Promise<Probe> {
    const found = await probe(asked);
    // As GitHub calls it now, so that no request is sent on.
    asked.fullName = found.fullName;
    if (found.fullName.toLowerCase() !== name.toLowerCase()) movedTo = found.fullName;
    hasLooked = true;
    return found;
  }

  const list: Source['list'] = async (cursor, { isStored, readStored, readUnindexed, hints }) => {
    held.clear();
    const stores = { readStored, readUnindexed };
    const readOn = (reading: Reading) => {
      const until = partEnd(limits.ms, options.deadline);
      const request = { asked, held, ...stores, hints, readNow, limits, until };
      return listAll(request, reading);
    };
    const reading = readReading(cursor);
    if (reading !== null) {
      if (!hasLooked) await look();
      return readOn(reading);
    }
    const found = await look();
    const known = readCursor(cursor);
    if (known === null || isDue(known)) return readOn(beginReading(found));
    const request = { asked, found, held, isStored, ...stores };
    try {
      const changes = await listChanges(request, known, hints);
      if (changes.isMissing) return await listNumbers(request, changes);
      const notes = notesOn(found, known.refused);
      if (changes.entries.size === 0) return { kind: 'unchanged', cursor: changes.cursor, notes };
      return {
        kind: 'changes',
        entries: [...changes.entries.values()],
        cursor: changes.cursor,
        notes,
      };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // A right was taken away since everything was read: which one, a reading of everything tells.
      return readOn(beginReading(found));
    }
  };

  async function readNow(externalId: string): Promise<Thread | null> {
    const part = partOf(externalId);
    const number = numberOf(externalId);
    if (part === 'discussions') return number === null ? null : readDiscussion(asked, number);
    if (number !== null) return readNumber(asked, number);
    for await (const { items } of readReleases(asked)) {
      const found = items.find((thread) => `releases/${thread.name}` === externalId);
      if (found) return found;
    }
    return null;
  }

  async function find(externalId: string): Promise<Entry | null> {
    try {
      const thread = await readNow(externalId);
      return thread && held.add(thread);
    } catch (error) {
      // As long as it may not be read, it is as it was.
      if (error instanceof Refused) return null;
      throw error;
    }
  }

  async function fetch(entry: Entry): Promise<Content> {
    if ((await find(entry.externalId)) === null) {
      throw new EntryError('not_found', 'GitHub has no such thread any more.');
    }
    const found = held.take(entry);
    if (found === undefined) {
      throw new EntryError('incomplete_content', 'The thread changed while it was read.');
    }
    return found.content;
  }

  async function* fetchMany(entries: readonly Entry[]): AsyncIterable<Fetched> {
    for (const entry of entries) {
      const found = held.take(entry);
      if (found !== undefined) yield { entry, content: found.content };
    }
  }

  return {
    kind: 'conversations',
    name,
    get requests() {
      return client.requests;
    },
    get movedTo() {
      return movedTo;
    },
    list,
    find,
    fetch,
    fetchMany,
    url({ link, path }) {
      if (link !== undefined) return link;
      throw new DocPilotError('internal', `${path} was listed without its address.`);
    },
  };
}

function isDue({ readAt, cost }: { readAt: string; cost: number }): boolean {
  const everyMs = (cost > dailyCost ? 7 : 1) * 24 * hourMs;
  return Date.now() - Date.parse(readAt) >= everyMs;
}

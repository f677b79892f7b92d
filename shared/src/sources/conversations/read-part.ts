import { DocPilotError } from '../../errors.ts';
import type { Entry } from '../source.ts';
import type { Part } from './conversations-cursor.ts';
import type { Asked } from './graphql.ts';
import type { HeldThreads } from './held-threads.ts';
import { Refused } from './read-pages.ts';
import { readNumber } from './read-thread.ts';
import { markSeen, type Reading } from './reading.ts';
import { type ReadPage, readingPages } from './reading-pages.ts';
import type { Thread } from './thread.ts';
import { alsoSeen } from './watermark.ts';

/** What one part of a reading holds at most, so that it is stored before the next one is read. */
export interface PartLimits {
  threads: number;
  bytes: number;
  ms: number;
  /** Threads of a page of a list. */
  page: number;
}

export const partLimits: PartLimits = {
  threads: 200,
  bytes: 16 * 1024 * 1024,
  ms: 60_000,
  page: 100,
};

const next = {
  issues: 'pulls',
  pulls: 'discussions',
  discussions: 'releases',
  releases: 'left out',
} as const satisfies Record<Part, Reading['at']>;

/** The threads of one part of a reading, by external id. */
export class ReadingPart {
  readonly entries = new Map<string, Entry>();
  readonly #asked: Asked;
  readonly #reading: Reading;
  readonly #held: HeldThreads;
  readonly #limits: PartLimits;
  readonly #until: number;
  #bytes = 0;

  /** @param until milliseconds of the epoch */
  constructor(
    asked: Asked,
    reading: Reading,
    held: HeldThreads,
    limits: PartLimits,
    until: number,
  ) {
    this.#asked = asked;
    this.#reading = reading;
    this.#held = held;
    this.#limits = limits;
    this.#until = until;
  }

  get isFull(): boolean {
    const { threads, bytes } = this.#limits;
    return this.entries.size >= threads || this.#bytes >= bytes || Date.now() >= this.#until;
  }

  add(thread: Thread): void {
    const entry = this.#held.add(thread);
    this.entries.set(entry.externalId, entry);
    this.#bytes += entry.sizeBytes ?? 0;
    markSeen(this.#reading, entry.externalId);
    const { marks } = this.#reading;
    const kind = thread.type === 'discussion' ? 'discussions' : 'threads';
    const changed = { id: thread.name, updatedAt: thread.updatedAt };
    if (thread.type !== 'release') marks[kind] = alsoSeen(marks[kind], [changed]);
  }

  /**
   * Reads a page, and more until it is full or everything was read.
   * @throws DocPilotError where not even a page could be read: what was, is stored first
   */
  async read(): Promise<void> {
    const reading = this.#reading;
    const hinted = this.entries.size;
    let pages = 0;
    try {
      while (reading.at !== 'left out' && (pages === 0 || !this.isFull)) {
        const { at } = reading;
        try {
          for await (const page of readingPages(this.#asked, reading, this.#limits.page)) {
            await this.#take(page);
            pages += 1;
            reading.after = page.after;
            if (page.after !== null && this.isFull) return;
          }
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          reading.refused.push(at);
        }
        reading.at = next[at];
        reading.after = null;
      }
    } catch (error) {
      if (pages + hinted === 0 || !(error instanceof DocPilotError)) throw error;
    }
  }

  async #take({ threads, alone, comments, reviewComments }: ReadPage): Promise<void> {
    for (const thread of threads) this.add(thread);
    for (const number of alone) {
      const thread = await readNumber(this.#asked, number);
      if (thread) this.add(thread);
    }
    const { marks } = this.#reading;
    marks.comments = alsoSeen(marks.comments, comments);
    marks.reviewComments = alsoSeen(marks.reviewComments, reviewComments);
  }
}

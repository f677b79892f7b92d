import type { Entry, Fetched } from '../source.ts';
import type { Part } from './conversations-cursor.ts';
import { type Author, folders, type Thread } from './thread.ts';
import { threadEntry } from './thread-entry.ts';

/** Threads that were read while they were listed, until they are fetched. */
export class HeldThreads {
  readonly #held = new Map<string, Fetched>();
  readonly #isBot: (author: Author) => boolean;

  constructor(isBot: (author: Author) => boolean) {
    this.#isBot = isBot;
  }

  add(thread: Thread): Entry {
    const fetched = threadEntry(thread, this.#isBot);
    this.#held.set(fetched.entry.externalId, fetched);
    return fetched.entry;
  }

  /** What was listed before is stored, or as it was. */
  clear(): void {
    this.#held.clear();
  }

  /** The content of an entry, once. */
  take({ externalId, version }: Entry): Fetched | undefined {
    const fetched = this.#held.get(externalId);
    if (fetched?.entry.version !== version) return undefined;
    this.#held.delete(externalId);
    return fetched;
  }
}

/** The part of a repository that an external id belongs to. */
export function partOf(externalId: string): Part | undefined {
  const folder = externalId.slice(0, externalId.indexOf('/'));
  return Object.values(folders).find((known) => known === folder);
}

/** The number in the external id of an issue, a pull request or a discussion; else null. */
export function numberOf(externalId: string): number | null {
  const [, number] = /^(?:issues|pulls|discussions)\/(\d+)$/.exec(externalId) ?? [];
  return number === undefined ? null : Number(number);
}

/** The part and the number of an external id; null: it is a release's. */
export function placeOf(externalId: string) {
  const [part, number] = [partOf(externalId), numberOf(externalId)];
  return part === undefined || part === 'releases' || number === null ? null : { part, number };
}

/** The numbers of issues and pull requests among external ids. */
export function threadNumbers(externalIds: Iterable<string>): number[] {
  return [...externalIds].flatMap((id) =>
    partOf(id) === 'discussions' ? [] : (numberOf(id) ?? []),
  );
}

/** The numbers of discussions among external ids. */
export function discussionNumbers(externalIds: Iterable<string>): number[] {
  return [...externalIds].flatMap((id) =>
    partOf(id) === 'discussions' ? (numberOf(id) ?? []) : [],
  );
}

import type { DriveItem, LoggedChange, LoggedChanges } from './drive-store.ts';

/** The last change of one file. */
export interface LogEntry {
  sequence: number;
  id: string;
  /** The shared drive whose log has it; null for the caller's own. */
  driveId: string | null;
}

/**
 * Drive's change logs, the caller's and the shared drives', numbered together. A file that changes
 * again moves to the end: each is listed once, as it is now.
 */
export class ChangeLog {
  /** The start of this log's tokens, which tells them from another log's. */
  readonly epoch: string;
  #sequence: number;
  #oldest = 1;
  readonly #entries: Map<string, LogEntry>;

  constructor(epoch: string, entries: readonly LogEntry[] = [], sequence = 0) {
    this.epoch = epoch;
    this.#sequence = sequence;
    this.#entries = new Map(entries.map((entry) => [keyOf(entry), entry]));
  }

  get sequence(): number {
    return this.#sequence;
  }

  get entries(): LogEntry[] {
    return [...this.#entries.values()];
  }

  add(id: string, driveId: string | null = null): void {
    this.#sequence += 1;
    const entry = { sequence: this.#sequence, id, driveId };
    this.#entries.delete(keyOf(entry));
    this.#entries.set(keyOf(entry), entry);
  }

  /** Refuses every token given so far. */
  expireTokens(): void {
    this.#sequence += 1;
    this.#oldest = this.#sequence + 1;
  }

  startPageToken(): string {
    return this.#token(this.#sequence + 1);
  }

  /** @returns null for a token that is not of this log */
  since(
    token: string,
    driveId: string | null,
    find: (id: string) => DriveItem | undefined,
  ): LoggedChanges | null {
    const from = this.#read(token);
    if (from === null) return null;
    const entries = this.entries
      .filter((entry) => entry.sequence >= from && entry.driveId === driveId)
      .map(
        ({ id, sequence }): LoggedChange => ({
          id,
          item: find(id),
          nextPageToken: this.#token(sequence + 1),
        }),
      );
    return { entries, newStartPageToken: this.startPageToken() };
  }

  #token(sequence: number): string {
    return `${this.epoch}${sequence}`;
  }

  #read(token: string): number | null {
    const digits = token.startsWith(this.epoch) ? token.slice(this.epoch.length) : '';
    if (!/^[1-9]\d{0,14}$/.test(digits)) return null;
    const sequence = Number(digits);
    return sequence >= this.#oldest && sequence <= this.#sequence + 1 ? sequence : null;
  }
}

function keyOf({ id, driveId }: Pick<LogEntry, 'id' | 'driveId'>): string {
  return `${driveId ?? ''} ${id}`;
}

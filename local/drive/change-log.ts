import type { DriveItem, LoggedChange, LoggedChanges, LogName } from './drive-store.ts';

/** What a log remembers of one thing: when it last changed. */
export interface LogEntry {
  sequence: number;
  kind: 'file' | 'drive';
  id: string;
  time: Date;
  driveId: string | null;
}

/**
 * Drive's change logs, the caller's and the shared drives', numbered together. A thing that changes
 * again moves to the end: each is listed once, as it is now.
 */
export class ChangeLog {
  /** Names this log among others: a token of another is refused. */
  readonly epoch: string;
  #sequence: number;
  #oldest: number;
  readonly #entries: Map<string, LogEntry>;

  constructor(epoch: string, entries: readonly LogEntry[] = [], sequence = 0) {
    this.epoch = epoch;
    this.#sequence = sequence;
    this.#oldest = 1;
    this.#entries = new Map(entries.map((entry) => [keyOf(entry), entry]));
  }

  get sequence(): number {
    return this.#sequence;
  }

  get entries(): LogEntry[] {
    return [...this.#entries.values()];
  }

  /** @param logs whose logs tell it: shared drives by their ids, null for the caller's own */
  add(
    kind: 'file' | 'drive',
    id: string,
    time: Date,
    logs: Iterable<string | null> = [null],
  ): void {
    for (const driveId of new Set(logs)) {
      this.#sequence += 1;
      const entry = { sequence: this.#sequence, kind, id, time, driveId };
      this.#entries.delete(keyOf(entry));
      this.#entries.set(keyOf(entry), entry);
    }
  }

  /** Refuses every token given so far. */
  expireTokens(): void {
    this.#sequence += 1;
    this.#oldest = this.#sequence + 1;
  }

  startPageToken(): string {
    return this.#token(this.#sequence + 1);
  }

  since(
    token: string,
    log: LogName,
    find: (id: string) => DriveItem | undefined,
  ): LoggedChanges | null {
    const from = this.#read(token);
    if (from === null) return null;
    const driveId = log === 'user' ? null : log.driveId;
    const entries = this.entries
      .filter((entry) => entry.sequence >= from && entry.driveId === driveId)
      .map((entry): LoggedChange => {
        const item = entry.kind === 'file' ? find(entry.id) : undefined;
        return { ...entry, item, nextPageToken: this.#token(entry.sequence + 1) };
      });
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

function keyOf({ kind, id, driveId }: Pick<LogEntry, 'kind' | 'id' | 'driveId'>): string {
  return `${driveId ?? ''} ${kind} ${id}`;
}

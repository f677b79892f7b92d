import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ChangeLog, type LogEntry } from './change-log.ts';
import { type Fingerprint, fingerprintOf, isSame } from './folder-fingerprint.ts';
import type { FoundFile } from './folder-reader.ts';

interface SavedHistory {
  rootId: string;
  epoch: string;
  sequence: number;
  known: Array<[id: string, fingerprint: Fingerprint]>;
  entries: LogEntry[];
}

/** The change log of a folder: what differs each time it is read. */
export class FolderHistory {
  readonly log: ChangeLog;
  readonly #rootId: string;
  readonly #stateFile: string | undefined;
  /** Null before the first time. */
  #known: ReadonlyMap<string, Fingerprint> | null;

  /** @param stateFile keeps the log over restarts; without one, tokens end with the process */
  constructor(rootId: string, stateFile: string | undefined) {
    this.#rootId = rootId;
    this.#stateFile = stateFile;
    const saved = stateFile === undefined ? null : load(stateFile, rootId);
    this.#known = saved?.known ?? null;
    this.log = saved?.log ?? new ChangeLog(`${randomBytes(6).toString('hex')}-`);
  }

  /** @param found everything that is in the folder now, by id */
  record(found: ReadonlyMap<string, FoundFile>): void {
    const known = this.#known;
    const now = new Map([...found].map(([id, file]) => [id, fingerprintOf(file)]));
    const changed = [...found].filter(([id, file]) => {
      const [before, after] = [known?.get(id), now.get(id)];
      return before === undefined || after === undefined || !isSame(before, after, file);
    });
    const gone = [...(known?.keys() ?? [])].filter((id) => !now.has(id));
    this.#known = now;
    if (known !== null && changed.length === 0 && gone.length === 0) return;
    // What is there the first time is not a change.
    if (known !== null) {
      for (const id of [...changed.map(([id]) => id), ...gone]) this.log.add(id);
    }
    this.#save(now);
  }

  #save(known: ReadonlyMap<string, Fingerprint>): void {
    if (this.#stateFile === undefined) return;
    const { epoch, sequence, entries } = this.log;
    const state = { rootId: this.#rootId, epoch, sequence, known: [...known], entries };
    mkdirSync(dirname(this.#stateFile), { recursive: true });
    // When the process is killed in between, the old file is still whole.
    writeFileSync(`${this.#stateFile}.new`, JSON.stringify(state));
    renameSync(`${this.#stateFile}.new`, this.#stateFile);
  }
}

/** @returns null, so that old tokens are refused, for a file that cannot be read or another folder's */
function load(stateFile: string, rootId: string) {
  try {
    const saved = JSON.parse(readFileSync(stateFile, 'utf8')) as SavedHistory;
    if (saved.rootId !== rootId) return null;
    const log = new ChangeLog(saved.epoch, saved.entries, saved.sequence);
    return { known: new Map(saved.known), log };
  } catch {
    return null;
  }
}

import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { ChangeLog, type LogEntry } from './change-log.ts';
import type { FoundFile } from './folder-reader.ts';
import { folderType } from './mime-types.ts';

interface SavedHistory {
  rootId: string;
  epoch: string;
  sequence: number;
  known: Array<[id: string, fingerprint: string]>;
  entries: Array<Omit<LogEntry, 'time'> & { time: string }>;
}

/** The change log of a folder: what one look at it found other than the look before. */
export class FolderHistory {
  readonly log: ChangeLog;
  readonly #rootId: string;
  readonly #stateFile: string | undefined;
  #known: ReadonlyMap<string, string> | null;

  /** @param stateFile keeps the log over restarts; without one, tokens end with the process */
  constructor(rootId: string, stateFile: string | undefined) {
    this.#rootId = rootId;
    this.#stateFile = stateFile;
    const saved = stateFile === undefined ? null : load(stateFile, rootId);
    this.#known = saved && new Map(saved.known);
    const entries = saved?.entries.map((entry) => ({ ...entry, time: new Date(entry.time) }));
    this.log = saved
      ? new ChangeLog(saved.epoch, entries, saved.sequence)
      : new ChangeLog(`${randomBytes(6).toString('hex')}-`);
  }

  /** Takes in everything that is there now. */
  record(found: ReadonlyMap<string, FoundFile>): void {
    const now = new Map([...found.values()].map((file) => [file.id, fingerprint(file)]));
    const before = this.#known;
    const changed = [...now].filter(([id, print]) => before?.get(id) !== print);
    const gone = [...(before?.keys() ?? [])].filter((id) => !now.has(id));
    if (before !== null && changed.length === 0 && gone.length === 0) return;
    this.#known = now;
    const time = new Date();
    // What is there at the first look is no change.
    if (before !== null) {
      for (const id of [...changed.map(([id]) => id), ...gone]) this.log.add('file', id, time);
    }
    this.#save(now);
  }

  #save(known: ReadonlyMap<string, string>): void {
    if (this.#stateFile === undefined) return;
    const { epoch, sequence, entries } = this.log;
    const state = { rootId: this.#rootId, epoch, sequence, known: [...known], entries };
    // A kill in between leaves the old one whole.
    writeFileSync(`${this.#stateFile}.new`, JSON.stringify(state));
    renameSync(`${this.#stateFile}.new`, this.#stateFile);
  }
}

/** What of a file is told as a change. A folder does not change by what comes into it. */
function fingerprint({ name, mimeType, parentId, stats, shortcut }: FoundFile): string {
  const place = [parentId, name, mimeType];
  if (mimeType === folderType) return JSON.stringify(place);
  if (shortcut !== null)
    return JSON.stringify([...place, shortcut.targetId, shortcut.targetMimeType]);
  return JSON.stringify([...place, stats.size, stats.mtimeNs, stats.ctimeNs].map(String));
}

/** A history of another folder, or none that can be read, is none: its tokens are refused. */
function load(stateFile: string, rootId: string): SavedHistory | null {
  try {
    const saved = JSON.parse(readFileSync(stateFile, 'utf8')) as SavedHistory;
    return saved.rootId === rootId ? saved : null;
  } catch {
    return null;
  }
}

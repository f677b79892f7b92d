import { pMapIterable } from 'p-map';
import { DocPilotError } from '../errors.ts';
import { extractVersion } from '../extract/extract-version.ts';
import type { Content, Cursor, Entry, Source } from '../sources/source.ts';
import type { Database } from '../store/connection/database.ts';
import { readStoredText, type StoredVersion } from '../store/documents/stored-documents.ts';
import type { ConfigFile } from './config-file.ts';
import { extensionOf } from './path-rules.ts';
import { type ReadEntry, readEntry } from './read-entry.ts';

/** Files read at the same time. */
const concurrency = 8;
/** So many failures in a row, of files that have nothing else in common, are the source's. */
const outageFrom = 20;
const outages: readonly string[] = ['upstream_unavailable', 'upstream_timeout'];

export interface FilesToRead {
  entries: readonly Entry[];
  cursor: Cursor;
  /** What is stored of the source: none of these texts is fetched. */
  stored: readonly StoredVersion[];
  /** Versions that only change their path: they keep the time of their last change. */
  renamed: ReadonlySet<string>;
  configFiles: readonly ConfigFile[];
}

/**
 * Reads files side by side, in no order: from the store what is there already, together what the
 * source gives together, one by one the rest.
 * @throws DocPilotError upstream_unavailable | upstream_timeout when the source gives nothing any more
 */
export function readFiles(
  database: Database,
  sourceId: number,
  source: Source,
  { entries, cursor, stored, renamed, configFiles }: FilesToRead,
): AsyncIterable<ReadEntry> {
  const held = new Set(stored.map(({ version, path }) => textKey(version, path)));
  const isHeld = ({ version, path }: Entry) => held.has(textKey(version, path));
  const countFailures = outageCounter();

  async function read({ entry, content }: Wanted): Promise<ReadEntry> {
    const { version, path } = entry;
    const text = isHeld(entry)
      ? await readStoredText(database, sourceId, version, extensionOf(path), extractVersion)
      : undefined;
    const configFile = configFiles.find((file) => file.matches(path));
    if (text === undefined) {
      return countFailures(await readEntry(source, entry, cursor, content, configFile));
    }
    const changedAt = renamed.has(version) ? text.changedAt : (entry.changedAt ?? null);
    return readEntry(source, entry, cursor, { ...text, changedAt }, configFile);
  }

  return pMapIterable(contentsOf(source, entries, cursor, isHeld), read, {
    concurrency,
    backpressure: 2 * concurrency,
    preserveOrder: false,
  });
}

interface Wanted {
  entry: Entry;
  /** What came together with others. */
  content?: Content;
}

async function* contentsOf(
  source: Source,
  entries: readonly Entry[],
  cursor: Cursor,
  isHeld: (entry: Entry) => boolean,
): AsyncIterable<Wanted> {
  const missing = new Map<string, Entry>();
  for (const entry of entries) {
    if (isHeld(entry)) yield { entry };
    else missing.set(entry.externalId, entry);
  }
  for await (const file of source.fetchMany?.([...missing.values()], cursor) ?? []) {
    missing.delete(file.entry.externalId);
    yield file;
  }
  for (const entry of missing.values()) yield { entry };
}

/** The same bytes give the same text only under the same extension. */
function textKey(version: string, path: string): string {
  return `${version} ${extensionOf(path)}`;
}

/** Passes on what is read, until the source is seen to be down. */
function outageCounter(): (file: ReadEntry) => ReadEntry {
  let inARow = 0;
  return (file) => {
    const reason = 'problem' in file && outages.find((code) => code === file.problem.reason);
    inARow = reason ? inARow + 1 : 0;
    if (inARow < outageFrom) return file;
    throw new DocPilotError(
      reason === 'upstream_timeout' ? 'upstream_timeout' : 'upstream_unavailable',
      `The source gave none of ${outageFrom} files in a row; the sync will go on from there.`,
    );
  };
}

import { pMapIterable } from 'p-map';
import { DocPilotError } from '../../errors.ts';
import { extensionOf } from '../../paths.ts';
import type { Content, Cursor, Entry, Source } from '../../sources/source.ts';
import type { Database } from '../../store/connection/database.ts';
import {
  readElsewhere,
  readStoredText,
  type StoredVersion,
} from '../../store/documents/stored-documents.ts';
import type { ConfigFile } from '../choose/config-file.ts';
import type { ContentSettings } from '../choose/path-rules.ts';
import { startPreparing } from '../prepare/prepare-in-threads.ts';
import { type ReadEntry, readEntry } from '../prepare/read-entry.ts';
import { readingOf } from './fingerprint.ts';

/** Files read at the same time. */
const concurrency = 8;
/** So many failures in a row mean that the source is down, not that each file is at fault. */
const minOutage = 20;
const outages: readonly string[] = ['upstream_unavailable', 'upstream_timeout'];

export interface FilesToRead {
  entries: readonly Entry[];
  cursor: Cursor;
  /** The source's stored documents, whose texts are not fetched again. */
  stored: readonly StoredVersion[];
  /** Versions that only change their path: they keep the time of their last change. */
  renamed: ReadonlySet<string>;
  configFiles: readonly ConfigFile[];
  settings: ContentSettings;
}

/**
 * Reads files concurrently, in no order: texts that any source has stored from the store, then those that the
 * source sends together, then the rest one by one. They are prepared in threads where there are cores
 * for it.
 * @throws DocPilotError upstream_unavailable | upstream_timeout when the source is down
 */
export async function* readFiles(
  database: Database,
  sourceId: number,
  source: Source,
  { entries, cursor, stored, renamed, configFiles, settings }: FilesToRead,
): AsyncGenerator<ReadEntry> {
  const storedTexts = new Set(stored.map(({ version, path }) => textKey(version, path)));
  const own = new Set(stored.map(({ version }) => version));
  const others = entries.flatMap(({ version }) => (own.has(version) ? [] : version));
  const reading = readingOf(settings);
  for (const { version, path } of await readElsewhere(database, sourceId, others, reading)) {
    storedTexts.add(textKey(version, path));
  }
  const isTextStored = ({ version, path }: Entry) => storedTexts.has(textKey(version, path));
  const preparing = startPreparing(entries.length);
  const countFailures = outageCounter();

  async function read({ entry, content }: Wanted): Promise<ReadEntry> {
    const { version, path } = entry;
    const text = isTextStored(entry)
      ? await readStoredText(database, sourceId, version, extensionOf(path), reading)
      : undefined;
    const configFile = configFiles.find((file) => file.matches(path));
    const { prepare } = preparing;
    const options = { hiddenCells: settings.hiddenCells, configFile };
    if (text === undefined) {
      return countFailures(await readEntry(source, entry, cursor, content, prepare, options));
    }
    const changedAt = renamed.has(version) ? text.changedAt : (entry.changedAt ?? null);
    return readEntry(source, entry, cursor, { ...text, changedAt }, prepare, options);
  }

  try {
    yield* pMapIterable(contentsOf(source, entries, cursor, isTextStored), read, {
      concurrency,
      backpressure: 2 * concurrency,
      preserveOrder: false,
    });
  } finally {
    await preparing.end();
  }
}

interface Wanted {
  entry: Entry;
  /** Given when the source sent it together with others. */
  content?: Content;
}

async function* contentsOf(
  source: Source,
  entries: readonly Entry[],
  cursor: Cursor,
  isTextStored: (entry: Entry) => boolean,
): AsyncIterable<Wanted> {
  const missing = new Map<string, Entry>();
  for (const entry of entries) {
    if (isTextStored(entry)) yield { entry };
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

/** Passes files on until so many fail in a row that the source must be down, then throws. */
function outageCounter(): (file: ReadEntry) => ReadEntry {
  let inARow = 0;
  return (file) => {
    const reason = 'problem' in file && outages.find((code) => code === file.problem.reason);
    inARow = reason ? inARow + 1 : 0;
    if (inARow < minOutage) return file;
    throw new DocPilotError(
      reason === 'upstream_timeout' ? 'upstream_timeout' : 'upstream_unavailable',
      `The source gave none of ${minOutage} files in a row; the sync will go on from there.`,
    );
  };
}

import { createHash } from 'node:crypto';
import { DocPilotError } from '../../shared/src/errors.ts';
import { type Entry, EntryError, type Source } from '../../shared/src/sources/source.ts';

/** A repository in memory whose requests can be made to fail. */
export interface MemoryRepository {
  /** The text of each file by its path. */
  readonly files: Map<string, string>;
  /** The source that a sync reads; a new one for each slice, as a function opens it. */
  source(faults?: Faults): Source;
}

export interface Faults {
  /** Called before each fetch with its number, counted from 1; may throw. */
  onFetch?: (count: number, entry: Entry) => void;
  /** The files that are missing in the listing, which then says that it is incomplete. */
  hidden?: ReadonlySet<string>;
  /** Called before the listing; may throw. */
  onList?: () => void;
  /** The number of files in an archive before it breaks off; undefined for no archive. */
  archived?: number;
}

export function memoryRepository(name = 'acme/handbook'): MemoryRepository {
  const files = new Map<string, string>();
  const versionOf = (text: string) => createHash('sha1').update(text).digest('hex');

  function source({ onFetch, onList, hidden = new Set(), archived }: Faults = {}): Source {
    let requests = 0;
    // Commits never change: a file's blob can still be fetched after the branch has moved.
    const commit = new Map(files);
    const head = versionOf(JSON.stringify([...commit].sort()));
    return {
      kind: 'github',
      name,
      get requests() {
        return requests;
      },
      async list(cursor) {
        requests += 1;
        onList?.();
        if (cursor?.head === head) return { kind: 'unchanged' };
        requests += 1;
        const entries = [...commit]
          .filter(([path]) => !hidden.has(path))
          .map(([path, text]) => ({
            externalId: path,
            path,
            version: versionOf(text),
            sizeBytes: Buffer.byteLength(text),
          }));
        return { kind: 'inventory', complete: hidden.size === 0, entries, cursor: { head } };
      },
      find: async (externalId, path, version) => ({ externalId, path, version, sizeBytes: null }),
      async fetch(entry) {
        requests += 1;
        onFetch?.(requests, entry);
        const text = [...commit.values()].find(
          (candidate) => versionOf(candidate) === entry.version,
        );
        if (text === undefined) throw new EntryError('not_found', 'no such blob');
        return { bytes: Buffer.from(text), name: entry.path };
      },
      async *fetchMany(entries) {
        for (const entry of entries.slice(0, archived ?? 0)) {
          const bytes = Buffer.from(commit.get(entry.path) ?? '');
          yield { entry, content: { bytes, name: entry.path } };
        }
      },
      url: (entry) => `https://github.com/${name}/blob/pinned/${entry.path}`,
    };
  }
  return { files, source };
}

/**
 * Simulates the end of a process: the slice gets an unexpected error, and runs nothing after it.
 */
export class Killed extends Error {
  override readonly name = 'Killed';
}

export function outage(): DocPilotError {
  return new DocPilotError('upstream_unavailable', 'GitHub cannot be reached.');
}

import { createHash } from 'node:crypto';
import { DocPilotError } from '../../shared/src/errors.ts';
import { type Entry, EntryError, type Source } from '../../shared/src/sources/source.ts';

/** A repository in memory whose next requests can be told to go wrong. */
export interface MemoryRepository {
  /** Path to text. */
  readonly files: Map<string, string>;
  /** What a sync reads; a new one for each slice, as a function makes it. */
  source(faults?: Faults): Source;
}

export interface Faults {
  /** Called before each fetch with its number from 1; may throw. */
  onFetch?: (count: number, entry: Entry) => void;
  /** The listing leaves these out, and says that it is incomplete. */
  hidden?: ReadonlySet<string>;
  /** Called before the listing; may throw. */
  onList?: () => void;
  /** So many files come together before the archive breaks off; without it there is none. */
  archived?: number;
}

export function memoryRepository(name = 'acme/handbook'): MemoryRepository {
  const files = new Map<string, string>();
  const versionOf = (text: string) => createHash('sha1').update(text).digest('hex');

  function source({ onFetch, onList, hidden = new Set(), archived }: Faults = {}): Source {
    let requests = 0;
    // A commit never changes: a file's blob stays to be had after the branch has moved on.
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

/** What ends a process: the slice sees an error nobody foresaw, and nothing after it runs. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

export function outage(): DocPilotError {
  return new DocPilotError('upstream_unavailable', 'GitHub cannot be reached.');
}

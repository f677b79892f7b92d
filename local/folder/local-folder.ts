import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DocPilotError } from '@docpilot/shared/errors';
import { type Entry, EntryError, type KnownToSync, type Source } from '@docpilot/shared/source';
import * as z from 'zod';
import { onDisk } from '../drive/disk-path.ts';
import { type DiskFile, walkFolder } from './walk-folder.ts';

/** Larger files are never read: their times stand for their content. */
const maxHashedBytes = 32 * 1024 * 1024;
/** Disks keep times in steps: two writes within one step have the same time. */
const timeStepMs = 100;

/** By path: what a file looked like on disk, and the hash of its content then. */
const cursorForm = z.object({
  files: z.record(z.string(), z.tuple([z.string(), z.string()])).default({}),
});

/**
 * A folder of this machine as a source. `name` is its absolute path. A file's version is the SHA-256
 * of its content, which is only read where size, times or inode differ from the last listing.
 */
export function localFolder(name: string): Source {
  let requests = 0;

  async function list(
    cursor: Readonly<Record<string, unknown>> | null,
    { readStored }: KnownToSync,
  ) {
    requests += 1;
    const { files: before } = cursorForm.parse(cursor ?? {});
    const { files, unreadable } = await walkFolder(name).catch(unavailable);
    if (files.length === 0 && unreadable.length === 0 && Object.keys(before).length > 0) {
      throw new DocPilotError(
        'upstream_unavailable',
        `${name} is empty, as where a disk is not mounted. If its files are gone for good, sync with force.`,
      );
    }
    const now: z.output<typeof cursorForm>['files'] = {};
    const entries: Entry[] = [];
    for (const file of files) {
      const version = await versionOf(name, file, before[file.path]);
      if (version === null) continue;
      // A file that was just written may change again without another time.
      const isFresh = Date.now() - Number(file.stats.ctimeMs) < timeStepMs;
      now[file.path] = [isFresh ? '' : lookOf(file), version];
      entries.push(entryOf(file, version));
    }
    if (unreadable.length > 0) {
      const isHidden = (path: string) => unreadable.some((folder) => isBelow(path, folder));
      for (const stored of await readStored()) {
        if (isHidden(stored.path)) entries.push({ ...stored, sizeBytes: null });
      }
    }
    const versions = (of: typeof now) =>
      JSON.stringify(
        Object.entries(of)
          .map(([path, [, v]]) => [path, v])
          .sort(),
      );
    const next = { files: now };
    if (cursor !== null && unreadable.length === 0 && versions(before) === versions(now)) {
      return { kind: 'unchanged' as const, cursor: next };
    }
    return {
      kind: 'inventory' as const,
      complete: true,
      entries,
      cursor: next,
      title: basename(name) || name,
      notes: unreadable.map(
        (path) => `${path || name} may not be read: its documents stay as they were.`,
      ),
    };
  }

  return {
    kind: 'folder',
    name,
    get requests() {
      return requests;
    },
    list,
    find: async (externalId, path, version) => ({ externalId, path, version, sizeBytes: null }),
    async fetch({ path, version }) {
      requests += 1;
      const bytes = await readFile(onDisk(join(name, path))).catch(
        (error: NodeJS.ErrnoException) => {
          throw new EntryError('not_found', `The file cannot be read (${error.code}).`);
        },
      );
      if (hashOf(bytes) !== version) {
        throw new EntryError('incomplete_content', 'The file changed while it was read.');
      }
      return { bytes, name: path };
    },
    url: ({ path }) => pathToFileURL(join(name, path)).href,
  };
}

function entryOf({ path, stats }: DiskFile, version: string): Entry {
  return {
    externalId: path,
    path,
    version,
    sizeBytes: Number(stats.size),
    changedAt: stats.mtime.toISOString(),
    ...(stats.isSymbolicLink() ? { skip: 'symlink' } : {}),
  };
}

/** @param before the file at its last listing @returns null when it is gone */
async function versionOf(
  folder: string,
  file: DiskFile,
  before: readonly [look: string, version: string] | undefined,
): Promise<string | null> {
  const look = lookOf(file);
  if (before?.[0] === look) return before[1];
  if (!file.stats.isFile() || file.stats.size > maxHashedBytes) return look;
  try {
    return hashOf(await readFile(onDisk(join(folder, file.path))));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : look;
  }
}

function lookOf({ stats }: DiskFile): string {
  return [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join('-');
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function unavailable(error: NodeJS.ErrnoException): never {
  throw new DocPilotError('upstream_unavailable', `The folder cannot be read (${error.code}).`, {
    cause: error,
  });
}

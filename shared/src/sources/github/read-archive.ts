import { pipeline, Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { Entry, Fetched } from '../source.ts';
import { isBlob } from './blob-name.ts';

/**
 * The wanted files of a repository's archive, each once it has proven to be the listed blob: an
 * archive leaves out and rewrites what .gitattributes says. Holds one file at a time. Of an archive
 * that breaks off, gives every file that came whole before it throws.
 * @param archive a gzipped tar, every path below one folder
 * @throws what breaks the archive off or makes it none
 */
export async function* readArchive(
  archive: AsyncIterable<Uint8Array>,
  wanted: readonly Entry[],
): AsyncIterable<Fetched> {
  const entries = new Map(wanted.map((entry) => [entry.path, entry]));
  const tar = extract();
  let broken: { error: unknown } | undefined;
  async function* arrived(): AsyncIterable<Uint8Array> {
    try {
      yield* archive;
    } catch (error) {
      broken = { error };
    }
  }
  // What goes wrong on the way destroys the tar, which then throws it here. Flushing gives the end
  // of what came, and takes a gzip that ends early.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  pipeline(Readable.from(arrived()), gunzip, tar, () => {});
  try {
    for await (const file of tar) {
      const { name, size = 0, type } = file.header;
      const entry = type === 'file' ? entries.get(name.slice(name.indexOf('/') + 1)) : undefined;
      if (entry === undefined || (entry.sizeBytes ?? size) !== size) {
        file.resume();
        continue;
      }
      const pieces: Uint8Array[] = [];
      for await (const piece of file) pieces.push(piece as Uint8Array);
      const bytes = new Uint8Array(Buffer.concat(pieces));
      if (isBlob(entry.version, bytes)) yield { entry, content: { bytes, name: entry.path } };
    }
  } catch (error) {
    // The tar only sees that it ends early.
    throw broken ? broken.error : error;
  }
  if (broken) throw broken.error;
}

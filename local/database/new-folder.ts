import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { chmod, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { extract } from 'tar-stream';

/**
 * Makes the folder of an empty database by unpacking one: initdb takes seconds, and twice the
 * memory that the database needs afterwards. A folder that exists keeps what it holds. Either way
 * no other user of this machine can read it.
 */
export async function makeDatabaseFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return chmod(folder, 0o700);
  // Under another name until it is whole: the process may be killed meanwhile.
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await unpack(await dataDir(), unfinished);
  await rename(unfinished, folder);
}

/** Synchronously, as far as that goes, which takes half the time: this thread has nothing else to do. */
async function unpack(archive: Blob, folder: string): Promise<void> {
  const unzipped = gunzipSync(Buffer.from(await archive.arrayBuffer()));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const tar = extract();
  tar.on('entry', ({ name, type }, entry, next) => {
    const pieces: Uint8Array[] = [];
    entry.on('data', (piece) => pieces.push(piece as Uint8Array));
    entry.once('end', () => {
      try {
        const path = join(folder, name);
        if (type === 'directory') mkdirSync(path, { recursive: true, mode: 0o700 });
        else writeFileSync(path, Buffer.concat(pieces), { mode: 0o600 });
        next();
      } catch (error) {
        next(error as Error);
      }
    });
  });
  await pipeline(Readable.from([unzipped]), tar);
}

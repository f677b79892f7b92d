import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
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

async function unpack(archive: Blob, folder: string): Promise<void> {
  const packed = Buffer.from(await archive.arrayBuffer());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const tar = extract();
  // What goes wrong on the way destroys the tar, which then throws it here. Nothing is awaited
  // between this and the loop: an entry that comes before the loop listens would be lost.
  pipeline(Readable.from([packed]), createGunzip(), tar, () => {});
  for await (const entry of tar) {
    const path = join(folder, entry.header.name);
    if (entry.header.type === 'directory') await mkdir(path, { recursive: true, mode: 0o700 });
    else await writeFile(path, await buffer(entry), { mode: 0o600 });
  }
}

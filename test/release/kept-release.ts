import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const root = join(import.meta.dirname, '../..');
const kept = join(root, 'test/fixtures/release');

export const migrationsFolder = join(root, 'shared/src/store/migrations');

/** The SHA-256 of each migration of the kept release, by its file's name. */
export const keptMigrations: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(kept, 'release.json'), 'utf8'),
).migrations;

/**
 * Loads the release that scripts/keep-release.ts kept last. It runs on today's packages.
 */
export async function loadKeptRelease(): Promise<typeof import('./serve-release.ts')> {
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-release-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const code = join(folder, 'release.mjs');
    writeFileSync(code, brotliDecompressSync(readFileSync(join(kept, 'release.mjs.br'))));
    // It reads them beside itself.
    mkdirSync(join(folder, 'migrations'));
    for (const file of Object.keys(keptMigrations)) {
      copyFileSync(join(migrationsFolder, file), join(folder, 'migrations', file));
    }
    return await import(/* @vite-ignore */ pathToFileURL(code).href);
  } finally {
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  }
}

import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockFolder } from '../../local/database/folder-lock.ts';
import { type Bundle, bundleFunctions } from '../../scripts/build/bundle-functions.ts';

const root = join(import.meta.dirname, '../..');
const framework = 'node_modules/@google-cloud/functions-framework';
/** Outside of every checkout, where a bundle finds no package that it lacks. */
const kept = join(
  process.env.KEPT_BY_TESTS ?? tmpdir(),
  `docpilot-test-bundles-${userInfo().username}`,
);

/** How long bundles stay after their last use, which may still go on. */
const keptMs = 60 * 60 * 1000;

/**
 * The bundles of the sources as they are: built by the first that asks, and kept for the other
 * workers and for later runs.
 */
export async function keptBundles(): Promise<Bundle[]> {
  const folder = join(kept, digestOfSources());
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  const unlock = await lockKept();
  try {
    if (!existsSync(folder)) {
      removeOld();
      const building = `${folder}.building`;
      rmSync(building, { recursive: true, force: true });
      const built = await buildInto(building);
      writeFileSync(join(building, 'bundles.json'), JSON.stringify(built));
      renameSync(building, folder);
    }
    utimesSync(folder, new Date(), new Date());
  } finally {
    unlock();
  }
  const bundles: Bundle[] = JSON.parse(readFileSync(join(folder, 'bundles.json'), 'utf8'));
  return bundles.map((bundle) => ({ ...bundle, folder: join(folder, 'dist', bundle.name) }));
}

/**
 * Builds every function's bundle outside of the source tree, where it can import only the framework.
 */
export async function buildInto(folder: string): Promise<Bundle[]> {
  const bundles = await bundleFunctions(root, join(folder, 'dist'));
  mkdirSync(join(folder, 'node_modules/@google-cloud'), { recursive: true });
  symlinkSync(join(root, framework), join(folder, framework), 'junction');
  return bundles;
}

/** Of everything that bundles are made of; of packages, their versions and where they are. */
function digestOfSources(): string {
  const folders = globSync('{shared,functions,scripts/build}/**/*', {
    cwd: root,
    exclude: (path) => matchesGlob(path, '**/node_modules'),
  });
  const hash = createHash('sha256').update(root);
  for (const path of ['package-lock.json', ...folders.sort()]) {
    if (!statSync(join(root, path)).isFile()) continue;
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 20);
}

/** Waits until no other process builds. */
async function lockKept(): Promise<() => void> {
  for (;;) {
    const unlock = lockFolder(kept);
    if (unlock !== null) return unlock;
    await sleep(100);
  }
}

function removeOld(): void {
  for (const name of readdirSync(kept)) {
    const path = join(kept, name);
    if (!statSync(path).isDirectory() || Date.now() - statSync(path).mtimeMs < keptMs) continue;
    rmSync(path, { recursive: true, force: true });
  }
}

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

// Keeps this version as the release that later versions are tested against (test/release): its code
// for searching and syncing as one compressed file, without the packages, and the hashes of its
// migrations. Run it when a version has been deployed.
const root = join(import.meta.dirname, '..');
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
if (git('status', '--porcelain', '--', 'functions', 'local', 'shared') !== '') {
  console.error('The code has changes that are not committed: commit or stash them first.');
  process.exit(2);
}
const folder = join(root, 'test/fixtures/release');

const packages = ['package.json', 'shared/package.json'].flatMap((file) => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, file), 'utf8'));
  return Object.keys({ ...dependencies, ...devDependencies });
});
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['test/release/serve-release.ts'],
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  external: packages,
  write: false,
});
const [bundle] = outputFiles;
if (bundle === undefined) throw new Error('esbuild wrote no bundle');

const migrations = join(root, 'shared/src/store/migrations');
const hashes = readdirSync(migrations)
  .toSorted()
  .map((file) => {
    const content = readFileSync(join(migrations, file));
    return [file, createHash('sha256').update(content).digest('hex')];
  });
const commit = git('rev-parse', 'HEAD');
const release = { commit, migrations: Object.fromEntries(hashes) };

writeFileSync(join(folder, 'release.mjs.br'), brotliCompressSync(bundle.contents));
writeFileSync(join(folder, 'release.json'), `${JSON.stringify(release, null, 2)}\n`);
console.log(`Kept ${commit} in test/fixtures/release. Commit it.`);

// How long each function's bundle takes to load, against a function that does nothing:
//   npm run bench:cold-start
import { join } from 'node:path';
import { bundleFunctions } from '../scripts/build/bundle-functions.ts';
import { measureStart } from '../scripts/build/measure-start.ts';
import { keepResult } from './keep-result.ts';

const root = join(import.meta.dirname, '..');
const bundles = await bundleFunctions(root, join(root, 'dist'));
const bare = await measureStart(root);
const figures: Record<string, object> = { bare: row(bare) };
for (const { name, folder } of bundles) {
  figures[name] = row(await measureStart(root, join(folder, 'index.js')));
}
keepResult('cold-start', 'npm run bench:cold-start', figures);

function row({ importMs, memoryMiB }: typeof bare) {
  return {
    importMs: Math.round(importMs),
    relativeToBare: Number((importMs / bare.importMs).toFixed(2)),
    memoryMiB: Math.round(memoryMiB),
  };
}

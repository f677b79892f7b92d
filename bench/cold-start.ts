// How long each function's bundle takes to load, against a function that does nothing:
//   npm run bench:cold-start
import { join } from 'node:path';
import { bundleFunctions } from '../scripts/build/bundle-functions.ts';
import { measureStart, type StartCost } from '../scripts/build/measure-start.ts';
import { keepResult } from './keep-result.ts';

/** All are measured in turn, so that other load on the machine meets each of them. */
const rounds = 3;

const root = join(import.meta.dirname, '..');
const bundles = await bundleFunctions(root, join(root, 'dist'));
const files = new Map([['bare', '']]);
for (const { name, folder } of bundles) files.set(name, join(folder, 'index.js'));

const least = new Map<string, StartCost>();
for (let round = 0; round < rounds; round += 1) {
  for (const [name, file] of files) {
    const cost = await measureStart(root, file);
    const { importMs, cpuMs, memoryMiB } = cost;
    const before = least.get(name) ?? cost;
    least.set(name, {
      importMs: Math.min(importMs, before.importMs),
      cpuMs: Math.min(cpuMs, before.cpuMs),
      memoryMiB: Math.min(memoryMiB, before.memoryMiB),
    });
  }
}

const bare = least.get('bare');
const relative = (value: number, of = Number.NaN) => Number((value / of).toFixed(2));
const figures: Record<string, object> = {};
for (const [name, { importMs, cpuMs, memoryMiB }] of least) {
  figures[name] = {
    importMs: Math.round(importMs),
    relativeToBare: relative(importMs, bare?.importMs),
    cpuMs: Math.round(cpuMs),
    cpuRelativeToBare: relative(cpuMs, bare?.cpuMs),
    memoryMiB: Math.round(memoryMiB),
  };
}
keepResult('cold-start', 'npm run bench:cold-start', figures);

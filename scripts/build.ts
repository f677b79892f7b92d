import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleFunctions } from './build/bundle-functions.ts';
import { measureStart, type StartCost } from './build/measure-start.ts';

// The bundles are not minified: a stack trace names what is there to read. Source maps would only
// make an upload bigger, so they are made on demand.
const { values } = parseArgs({ options: { 'source-maps': { type: 'boolean', default: false } } });

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const bundles = await bundleFunctions(root, dist, { sourceMaps: values['source-maps'] });

const bare = await measureStart(root);
const table: Record<string, Record<string, number | string>> = {
  '(bare)': { 'bundle kB': 0, 'late kB': 0, ...describeStart(bare) },
};
for (const { name, folder, bytes, lazy } of bundles) {
  table[name] = {
    'bundle kB': Math.round(bytes / 1000),
    'late kB': Math.round(lazy.reduce((sum, late) => sum + late.bytes, 0) / 1000),
    ...describeStart(await measureStart(root, join(folder, 'index.js'))),
  };
}
console.table(table);
console.log(
  'Medians of three fresh processes, with the functions framework; (bare) is a function that does nothing.',
);
const late = new Map(bundles.flatMap(({ lazy }) => lazy).map((each) => [each.packageName, each]));
for (const { packageName, bytes } of late.values()) {
  const users = bundles.filter(({ lazy }) => lazy.some((each) => each.packageName === packageName));
  const names = users.map(({ name }) => name).join(', ');
  console.log(
    `Loaded by its first use: ${packageName}, ${Math.round(bytes / 1000)} kB, in ${names}`,
  );
}

function describeStart({ importMs, memoryMiB }: StartCost) {
  return {
    'import ms': Math.round(importMs),
    'to bare': `${(importMs / bare.importMs).toFixed(1)} ×`,
    'memory MiB': Math.round(memoryMiB),
  };
}

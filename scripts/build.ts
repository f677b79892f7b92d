import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleFunctions } from './build/bundle-functions.ts';
import { measureStart, type StartCost } from './build/measure-start.ts';

// The bundles are not minified, so that stack traces are readable. Source maps would only make
// uploads larger, so they are made on request.
const { values } = parseArgs({
  options: {
    'source-maps': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) {
  console.log('npm run build [-- --source-maps]: one folder in dist/ for each function');
  process.exit();
}

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const bundles = await bundleFunctions(root, dist, { sourceMaps: values['source-maps'] });

const bare = await measureStart(root);
const table: Record<string, Record<string, number | string>> = {
  '(bare)': { 'bundle kB': 0, 'late kB': 0, ...describeStart(bare) },
};
for (const { name, folder, bytes, late } of bundles) {
  table[name] = {
    'bundle kB': Math.round(bytes / 1000),
    'late kB': Math.round(late.reduce((sum, each) => sum + each.bytes, 0) / 1000),
    ...describeStart(await measureStart(root, join(folder, 'index.js'))),
  };
}
console.table(table);
console.log(
  'The minimum of five fresh processes, with the functions framework; (bare) is a function that does nothing.',
);
const lateFiles = new Map(bundles.flatMap(({ late }) => late).map((each) => [each.name, each]));
for (const { name, bytes } of lateFiles.values()) {
  const users = bundles.filter(({ late }) => late.some((each) => each.name === name));
  const names = users.map((user) => user.name).join(', ');
  console.log(`Loaded when first used: ${name}, ${Math.round(bytes / 1000)} kB, in ${names}`);
}

function describeStart({ importMs, memoryMiB }: StartCost) {
  return {
    'import ms': Math.round(importMs),
    'relative to bare': `${(importMs / bare.importMs).toFixed(1)} ×`,
    'memory MiB': Math.round(memoryMiB),
  };
}

import { expect, it, test } from 'vitest';
import { findSkippedEffects } from './optional-calls.ts';
import { sourceFiles } from './source-files.ts';

it('no optional call has an argument whose effect may be skipped', () => {
  const files = sourceFiles(['shared', 'functions', 'local', 'scripts']);
  expect(files.flatMap(findSkippedEffects)).toEqual([]);
});

test.each([
  'limit?.(checkApiKey(headers, keys));',
  'await options.limit?.(keys.check(headers));',
  'port?.postMessage(await read(job));',
  'map.get(key)?.list.push((count += 1));',
  'rows?.at(-1)?.push(next++);',
  'handler.close?.({ depth: [delete seen[name]] });',
])('%s is refused', (text) => {
  expect(findSkippedEffects({ path: 'a.ts', text })).toEqual([expect.stringContaining('a.ts:1')]);
});

test.each([
  'limit?.(keyHash);',
  'handler.open?.(localName(name));',
  'files?.filter((file) => check(file));',
  'checkApiKey(headers, keys)?.length;',
  'use(checkApiKey(headers), name?.length);',
  'list.push((count += 1)).item?.name;',
])('%s is accepted', (text) => {
  expect(findSkippedEffects({ path: 'a.ts', text })).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;
const calls = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `  keel.${name}(${at} * heel);\n`).join('');
const method = (head: string, lines: string) => `${head}(Keel keel)\n{\n${lines}}\n`;

beforeAll(async () => {
  docPilot = await searchable({
    'src/hull.cs': [
      method('void Heel', `${calls('sand', 22)}  TrimBallast(keel);\n`),
      method('int TrimBallast', calls('water', 30)),
      method('void Right', `${calls('iron', 22)}  TrimBallast(keel);\n`),
    ].join('\n'),
    'bin/moor': '#!/usr/bin/env python3\n\ndef furl_jib(boat):\n    return boat.furl("jib")\n',
    'src/moor.py': 'from moor import furl_jib\n\nfurl_jib(boat)\nfurl_jib(dinghy)\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test('of a file, the passage that defines a name goes before those that use it', async () => {
  const { results } = await docPilot.ask('TrimBallast');
  expect(results[0]?.snippet).toContain('int TrimBallast(Keel keel)');
});

test('a script without an extension that defines a name goes before what uses it', async () => {
  const { results } = await docPilot.ask('furl_jib');
  expect(results[0]?.path).toBe('bin/moor');
});

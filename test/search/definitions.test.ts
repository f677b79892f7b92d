import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;
const padding = (name: string) =>
  Array.from({ length: 30 }, (_, at) => `  keel.${name}(${at} * heel); // ${name} ${at}`).join(
    '\n',
  );
const user = (name: string, of: string) =>
  `void use_${of}(Keel keel)\n{\n${padding(of)}\n${name}(keel);\n}\n`;

beforeAll(async () => {
  docPilot = await searchable({
    'src/hull.cs': `${user('TrimBallast', 'sand')}\nint TrimBallast(Keel keel)\n{\n${padding('water')}\n}\n\n${user('TrimBallast', 'iron')}`,
    'bin/moor': `#!/usr/bin/env python3\n\ndef furl_jib(boat):\n    return boat.furl("jib")\n`,
    'bin/unmoor': `#!/usr/bin/env python3\n\nboat.leave()\nfurl_jib(boat)\nfurl_jib(boat)\n`,
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

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'docs/errors.md':
      '# Errors of the relay\n\n## Cannot open channel\n\nThe relay says: Error: Cannot open channel "alpha" from "buoy-7": timeout after 30s.\n\n' +
      '## The pump runs dry\n\nPumpDryError: the pump ran dry while lifting. Fill the sump, then start again.\n',
    'docs/dispatch.md':
      '# Dispatch of requests\n\nA request has a context. Dispatch gives the result of a step to its handler in the part of the relay that asked.\n',
    'docs/tone.md':
      '# Tone\n\nThe keepers speak calmly. Every keeper speaks to the relay in a calm tone.\n',
    'docs/calm.md':
      '# Calm water\n\nThe keeper of the tone speaks: calm keepers keep the relay calm.\n',
    'docs/prices.md':
      '# Prices\n\nA lantern costs 1,599.99, the key 12 000,50 from 12/03/2026 on, with version v3.14.2.\nCall +49 30 901820 for 50 % off.\n',
    'docs/emoji.md': '# Marks\n\nA row with 🚧 is under construction, ⚠️ is dangerous, ✔ is done.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

const frames = (count: number, indent = '  ') =>
  Array.from(
    { length: count },
    (_, at) =>
      `${indent}File /opt/relay/part${at}/handler_${at}.py, line ${at * 7}, in step_${at}\n` +
      `${indent}  result_${at} = dispatch_${at}(request_${at}, context_${at})\n`,
  ).join('');
const message = 'PumpDryError: the pump ran dry while lifting';

describe('a pasted error', () => {
  test.each([
    [
      'with values in quotes',
      'Error: Cannot open channel "beta" from "buoy-9": timeout after 30s',
      'docs/errors.md',
    ],
    [
      'with a name in quotes',
      'the term "Get-Channel" is not recognized: cannot open channel',
      'docs/errors.md',
    ],
    ['as JSON', '{"level":"error","msg":"the pump ran dry","unit":"sump 3"}', 'docs/errors.md'],
    ['with typographic quotes', '« relais 4 » : “sump 3”, the pump ran dry', 'docs/errors.md'],
    [
      'as a short traceback',
      `Traceback (most recent call last):\n  File "/srv/relay/main.py", line 12, in <module>\n    start("x")\n${message}`,
      'docs/errors.md',
    ],
    [
      'as a long traceback, whose message is last',
      `Traceback (most recent call last):\n${frames(30)}${message}`,
      'docs/errors.md',
    ],
    [
      'as a stack in one line of JSON',
      JSON.stringify({ level: 'error', exception: `${message}\n${frames(30, '    at ')}` }),
      'docs/errors.md',
    ],
    ['as a stack whose message is first', `${message}\n${frames(30, '    at ')}`, 'docs/errors.md'],
    ['in the middle of a log', `${frames(20)}${message}\n${frames(20)}`, 'docs/errors.md'],
  ])('%s finds what explains it', async (_, query, path) => {
    const { results } = await docPilot.ask(query);
    expect(results[0]?.path).toBe(path);
  });

  test('of 32 KB is read, and the answer says that not all of it was searched for', async () => {
    const query = `${frames(1000)}`.slice(0, 32_768 - message.length - 1).concat('\n', message);
    const answer = await docPilot.ask(query);
    expect(answer.results[0]?.path).toBe('docs/errors.md');
    const words = Array.from({ length: 80 }, (_, at) => `keeper relay calm tone w${at}`).join(' ');
    expect((await docPilot.ask(words)).query_truncated).toBeUndefined();
    expect(await docPilot.refusal({ query: 'x'.repeat(32_769) })).toMatchObject({ status: 400 });
  });
});

describe('a phrase in quotes', () => {
  test('that stands nowhere is searched as words, and the answer says so', async () => {
    const { results, notes } = await docPilot.ask('"speaks the keeper"');
    expect(results.map(({ path }) => path).sort()).toEqual(['docs/calm.md', 'docs/tone.md']);
    expect(notes).toEqual([expect.stringContaining('“speaks the keeper”')]);
  });

  test('alone must stand in every result', async () => {
    const { results, notes } = await docPilot.ask('"calm tone"');
    expect(results.map(({ path }) => path)).toEqual(['docs/tone.md']);
    expect(notes).toBeUndefined();
  });

  test('beside other words ranks first, and rules nothing out', async () => {
    const { results, notes } = await docPilot.ask('keepers calm water "calm tone"');
    expect(results.map(({ path }) => path)).toEqual(['docs/tone.md', 'docs/calm.md']);
    expect(notes).toBeUndefined();
  });

  test('alone never turns to words on a later page', async () => {
    const first = await docPilot.ask('"calm tone"', { limit: 1 });
    if (first.next_cursor === null) return;
    const second = await docPilot.ask('"calm tone"', { limit: 1, cursor: first.next_cursor });
    expect(second.results).toEqual([]);
  });
});

describe('signs and numbers', () => {
  test.each(['&&', '=>', '$_', '::', '!== ==='])(
    '%s alone: the answer says that signs are not searched',
    async (query) => {
      const { results, notes } = await docPilot.ask(query);
      expect(results).toEqual([]);
      expect(notes).toEqual([expect.stringContaining(query)]);
    },
  );

  test.each(['🚧', '⚠️', '⚠', '✔'])('an emoji finds the line that holds it: %s', async (query) => {
    const { results, notes } = await docPilot.ask(query);
    expect(results.map(({ path }) => path)).toEqual(['docs/emoji.md']);
    expect(notes).toBeUndefined();
  });

  test.each(['"50%"', '"50 %" off', '"for 50% off"'])(
    'a share in quotes is found however it is spaced: %s',
    async (query) => {
      const { results, notes } = await docPilot.ask(query);
      expect(results.map(({ path }) => path)).toEqual(['docs/prices.md']);
      expect(notes).toBeUndefined();
    },
  );

  test.each([
    '1599.99',
    '1 599,99',
    '1.599,99',
    '12000.5',
    '2026-03-12',
    '12.03.2026',
    '3.14.2',
    '+4930901820',
    '(030) 901820',
    '50%',
  ])('%s finds the number however it is written', async (query) => {
    const { results } = await docPilot.ask(query);
    expect(results.map(({ path }) => path)).toEqual(['docs/prices.md']);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';
import { type ConnectedClient, clients } from './connect-client.ts';

const filler = 'The keeper writes down what the gauge says, each hour, by hand. '.repeat(14);
const section = `## Calibrate the gauge

Calibrate the gauge before the first frost. ${filler}

### Tools

A brass key and a bowl of ice. ${filler}

### Last step

Seal it with red wax. ${filler.trim()}`;
const manual = `# Manual\n\n${filler}\n\n${section}\n\n## Other work\n\nPaint the railing.\n`;
const notes = Array.from({ length: 20 }, (_, number): [string, string] => [
  `notes/${number}.md`,
  `# Note ${number}\n\nSomebody saw the gauge number ${number}. ${filler}\n\n## Later ${number}\n\n${filler}\n`,
]);

let docPilot: RunningDocPilot;
let client: ConnectedClient;

beforeAll(async () => {
  const clone = temporaryClone();
  clone.commit('Write', { 'manual.md': manual, ...Object.fromEntries(notes) });
  docPilot = await runDocPilot([clone.folder]);
  await docPilot.sync();
  client = await clients['the 1.x client'](docPilot);
});
afterAll(async () => {
  await client.close();
  await docPilot.close();
  removeTemporaryFolders();
});

async function snippets(more: object = {}): Promise<string[]> {
  const asked = { query: 'calibrate the gauge', ...more };
  const { structuredContent } = await client.call('search_documents', asked);
  const { results } = structuredContent as { results: { snippet: string }[] };
  return results.map(({ snippet }) => snippet);
}

describe('an assistant', () => {
  test('gets the best section whole, with the smaller headings in it, and what fits of others', async () => {
    const [best, ...others] = await snippets();
    expect(best).toBe(section);
    expect(others.length).toBeGreaterThanOrEqual(5);
    const lengths = others.map(({ length }) => length);
    expect(Math.max(...lengths)).toBeGreaterThan(600);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(900);
  });

  test('gets more for more tokens, and the pages go on after what was shown', async () => {
    const usual = await snippets();
    expect((await snippets({ max_tokens: 9_000 })).length).toBeGreaterThan(usual.length);
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const { structuredContent } = await client.call('search_documents', {
        query: 'calibrate the gauge',
        ...(cursor === '' ? {} : { cursor }),
      });
      const answer = structuredContent as { results: { id: string }[]; next_cursor?: string };
      seen.push(...answer.results.map(({ id }) => id));
      cursor = answer.next_cursor;
    }
    expect(new Set(seen).size).toBe(21);
    expect(seen).toHaveLength(21);
  });

  test('gets short snippets alone on request', async () => {
    for (const snippet of await snippets({ expand: 'none' })) {
      expect(snippet.length).toBeLessThanOrEqual(600);
    }
  });
});

test('a script gets snippets, unless it asks for the best section', async () => {
  const [short] = await docPilot.search('calibrate the gauge');
  expect(short?.snippet.length).toBeLessThanOrEqual(600);
  const [best, second] = await docPilot.search('calibrate the gauge', { expand: 'best' });
  expect(best?.snippet).toBe(section);
  expect(second?.id).not.toBe(best?.id);
});

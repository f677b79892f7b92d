import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchResponse } from '../../shared/src/search/request/search-request.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'markdown');
const names = ['captcha.mdx', 'lts.md', 'validation-and-serialization.md'];
let docPilot: Searchable;

beforeAll(async () => {
  const files = names.map((name): [string, string] => [
    name,
    readFileSync(join(fixtures, name), 'utf8'),
  ]);
  docPilot = await searchable({
    ...Object.fromEntries(files),
    'marks.md': `# Odd schema\n\nschema ${'<|endoftext|> 🦆 naïve 東京 '.repeat(60)}\n`,
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

const request = fc.record({
  query: fc.constantFrom('schema', 'validation of the body', 'the release of Node.js', 'captcha'),
  max_tokens: fc.integer({ min: 200, max: 3_000 }),
  limit: fc.integer({ min: 1, max: 50 }),
  expand: fc.constantFrom('none', 'neighbours', 'section', 'best'),
  highlight: fc.boolean(),
});

async function send(body: object): Promise<{ text: string; tokens: number }> {
  const response = await docPilot.post('/search', body);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return { text, tokens: countTokens(text, { disallowedSpecial: new Set() }) };
}

describe('an answer with max_tokens', () => {
  test('never has more, whatever is asked, and gives the best first', async () => {
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const { text, tokens } = await send(asked);
        expect(tokens).toBeLessThanOrEqual(asked.max_tokens);
        const answer = searchResponse.strict().parse(JSON.parse(text));
        const whole = await docPilot.ask(asked.query, { limit: asked.limit });
        const ids = answer.results.map(({ id }) => id);
        expect(ids).toEqual(whole.results.slice(0, ids.length).map(({ id }) => id));
        if (ids.length < whole.results.length) expect(answer.truncated).toBe(true);
      }),
      // However slow the machine is, this ends before the test has to.
      { numRuns: 60, interruptAfterTimeLimit: 15_000 },
    );
  });

  test('is the whole one when that fits', async () => {
    const whole = await docPilot.ask('schema');
    const { took_ms: _, ...answer } = await docPilot.ask('schema', { max_tokens: 50_000 });
    expect({ ...answer, took_ms: whole.took_ms }).toEqual(whole);
  });

  test('goes on where it was cut', async () => {
    const whole = await docPilot.ask('schema');
    const ids: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await docPilot.ask('schema', { max_tokens: 900, ...(cursor ? { cursor } : {}) });
      ids.push(...page.results.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor);
    expect(ids).toEqual(whole.results.map(({ id }) => id));
  });

  test('shortens the best snippet when not even that one fits', async () => {
    const [best] = (await docPilot.ask('schema', { limit: 1 })).results;
    const answer = await docPilot.ask('schema', {
      limit: 1,
      max_tokens: 290,
      expand: 'section',
      highlight: true,
    });
    expect(answer.truncated).toBe(true);
    for (const { id, snippet, highlights } of answer.results) {
      expect(id).toBe(best?.id);
      for (const [, end] of highlights ?? []) expect(end).toBeLessThanOrEqual(snippet.length);
    }
  });
});

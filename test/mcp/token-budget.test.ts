import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hiddenParts } from '../../shared/src/visible/hidden-parts.ts';
import { withoutInvisible } from '../../shared/src/visible/invisible-characters.ts';
import { withoutHidden } from '../../shared/src/visible/shown-lines.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import type { RunningDocPilot } from '../support/running-docpilot.ts';
import { type ConnectedClient, clients } from './connect-client.ts';
import { documents, runWithHandbook } from './handbook.ts';

let docPilot: RunningDocPilot;
let client: ConnectedClient;
let ids: Record<string, string>;

beforeAll(async () => {
  docPilot = await runWithHandbook();
  client = await clients['the 1.x client'](docPilot);
  const rows = await docPilot.database.query<{ key: string; path: string }>(
    'select key, path from documents',
  );
  ids = Object.fromEntries(rows.map(({ key, path }) => [path, key]));
});
afterAll(async () => {
  await client.close();
  await docPilot.close();
  removeTemporaryFolders();
});

/** The answer, and its o200k_base tokens in the form that has more of them. */
async function callCounted(tool: string, input: Record<string, unknown>) {
  const { content, structuredContent, isError } = await client.call(tool, input);
  const text = content[0]?.text ?? '';
  expect([isError ?? false, text]).toEqual([false, text]);
  const { explanation: _, ...counted } = structuredContent as Record<string, unknown>;
  const tokens = Math.max(countTokens(text), countTokens(JSON.stringify(counted)));
  // biome-ignore lint/suspicious/noExplicitAny: each test looks at its own tool's shape.
  return { answer: structuredContent as any, tokens };
}

/** What a person sees of a document. */
function shownText(name: string, text: string): string {
  const { lines } = withoutHidden(text.split('\n'), 1, hiddenParts(name, text));
  return withoutInvisible(lines.join('\n')).text;
}

const words =
  Object.values(documents)
    .join(' ')
    .match(/\w{3,}/g) ?? [];
const query = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 });
const maxTokens = fc.integer({ min: 300, max: 6_000 });
const path = fc.constantFrom(...Object.keys(documents));

test('a search stays within its budget, 4,000 tokens without one', async () => {
  await fc.assert(
    fc.asyncProperty(
      query,
      fc.option(maxTokens, { nil: undefined }),
      fc.constantFrom('none', 'neighbours', 'section', 'best'),
      async (picked, budget, expand) => {
        const { tokens } = await callCounted('search_documents', {
          query: picked.join(' '),
          limit: 50,
          expand,
          ...(budget === undefined ? {} : { max_tokens: budget }),
        });
        expect(tokens).toBeLessThanOrEqual(budget ?? 4_000);
      },
    ),
    { numRuns: 20 },
  );
});

test('an explanation comes on request, beside what the budget leaves of the results', async () => {
  const asked = { query: 'schema validation', limit: 50, max_tokens: 1_000 };
  const { answer: plain } = await callCounted('search_documents', asked);
  const { answer } = await callCounted('search_documents', { ...asked, explain: true });
  expect(plain.explanation).toBeUndefined();
  expect(answer.results).toEqual(plain.results);
  expect(answer.explanation.hits).toHaveLength(plain.results.length);
});

test('a document is read in parts within the budget, and nothing is left out', async () => {
  await fc.assert(
    fc.asyncProperty(path, fc.integer({ min: 500, max: 6_000 }), async (name, budget) => {
      const lines: string[] = [];
      for (let start: number | null = 1; start !== null; ) {
        const { answer, tokens } = await callCounted('fetch', {
          id: ids[name],
          start_line: start,
          max_tokens: budget,
        });
        expect(tokens).toBeLessThanOrEqual(budget);
        expect(answer.start_line).toBe(start);
        lines.push(...answer.text.split('\n'));
        expect(lines).toHaveLength(answer.end_line);
        expect(answer.truncated).toBe(answer.end_line < answer.total_lines);
        const next = /start_line (\d+)\.$/.exec(answer.next ?? '');
        start = next === null ? null : Number(next[1]);
      }
      const text = documents[name as keyof typeof documents].trimEnd();
      expect(lines.join('\n')).toBe(shownText(name, text));
    }),
    { numRuns: 10 },
  );
});

test('lists stay within 4,000 tokens, and the next page continues where one was cut', async () => {
  const paths: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const { answer, tokens } = await callCounted('list_documents', {
      limit: 200,
      ...(cursor === '' ? {} : { cursor }),
    });
    expect(tokens).toBeLessThanOrEqual(4_000);
    paths.push(...answer.documents.map((each: { path: string }) => each.path));
    cursor = answer.next_cursor;
  }
  expect(paths).toEqual(Object.keys(ids).sort());
  for (const tool of ['sync_status', 'search'] as const) {
    const { tokens } = await callCounted(tool, tool === 'search' ? { query: 'meeting' } : {});
    expect(tokens).toBeLessThanOrEqual(4_000);
  }
});

test('budgets are used: a long document fills most of one', async () => {
  const id = ids['docs/validation-and-serialization.md'];
  const { answer, tokens } = await callCounted('fetch', { id });
  expect(answer.truncated).toBe(true);
  expect(tokens).toBeGreaterThan(2_400);
});

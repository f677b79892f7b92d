import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import type { RunningDocPilot } from '../support/running-docpilot.ts';
import { type ConnectedClient, clients } from './connect-client.ts';
import { runWithHandbook } from './handbook.ts';

let docPilot: RunningDocPilot;
let client: ConnectedClient;

const sources = 300;
type Row = Record<string, string>;
const long = (text: string) => `${text} ${'as the keeper of the lighthouse wrote '.repeat(5)}`;

// Hundreds of sources, each with a failed run, a bad result of its answer key, and skipped files.
beforeAll(async () => {
  docPilot = await runWithHandbook();
  const recall = {
    questions: 200,
    asked: 200,
    found: 1,
    recall10: 0.005,
    mrr10: 0.005,
    missed: Array.from({ length: 20 }, (_, at) => long(`Question ${at}`)),
    unknown_paths: Array.from({ length: 20 }, (_, at) => `docs/${at}/${'deep/'.repeat(20)}a.md`),
    degraded: false,
  };
  await docPilot.database.query(
    `with made as (
       insert into sources (kind, name, title)
       select 'github', 'acme/repository-' || n, 'acme/repository-' || n
       from generate_series(1, ${sources}) as n returning id
     ),
     runs as (
       insert into sync_runs (source_id, execution_id, trigger, finished_at, outcome, error, recall)
       select id, 'e' || id, 'schedule', now(), 'failed', $1::jsonb, $2::jsonb from made
     )
     insert into problems
       (source_id, external_id, path, version, fingerprint, outcome, reason, detail)
     select id, 'f' || n, $3 || n, '1', '', 'failed', 'unreadable', $4
     from made cross join generate_series(1, 3) as n`,
    [
      JSON.stringify({ code: 'upstream_unavailable', message: long('GitHub gave no answer') }),
      JSON.stringify(recall),
      'docs/'.repeat(30),
      long('The file could not be read'),
    ],
  );
  client = await clients['the 1.x client'](docPilot);
});
afterAll(async () => {
  await client.close();
  await docPilot.close();
  removeTemporaryFolders();
});

async function call(tool: string, input: Record<string, unknown>) {
  const { content, structuredContent, isError } = await client.call(tool, input);
  const text = content[0]?.text ?? '';
  expect([isError ?? false, text]).toEqual([false, text]);
  for (const form of [text, JSON.stringify(structuredContent)]) {
    expect(countTokens(form)).toBeLessThanOrEqual(4_000);
  }
  // biome-ignore lint/suspicious/noExplicitAny: each test looks at its own tool's shape.
  return structuredContent as any;
}

test('instructions and description name the first of hundreds of sources, in 512 characters', async () => {
  const [search] = await client.listTools();
  for (const text of [client.instructions, search?.description]) {
    expect(text).toMatch(/ Indexed: acme\/handbook, acme\/repository-1, .* and \d+ more\.$/);
    expect(text?.length).toBeLessThanOrEqual(512);
  }
});

test('the status of hundreds of sources stays within 4,000 tokens, and says how many it leaves out', async () => {
  const answer = await call('sync_status', {});
  expect(answer.sources.length).toBeGreaterThan(0);
  expect(answer.sources.length + answer.left_out).toBe(sources + 1);
});

test.each([
  ['runs', ({ configured_as }: Row) => configured_as],
  ['problems', ({ repository, path }: Row) => `${repository} ${path}`],
])('%s stay within 4,000 tokens a page, and no page repeats one', async (view, nameOf) => {
  const seen: (string | undefined)[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 20; page++) {
    const answer = await call('list_documents', { view, limit: 200, ...(cursor && { cursor }) });
    seen.push(...answer[view].map(nameOf));
    cursor = answer.next_cursor;
    expect(cursor).toBeTypeOf('string');
  }
  expect(seen.length).toBeGreaterThanOrEqual(20);
  expect(new Set(seen).size).toBe(seen.length);
});

test('runs are listed newest first to the very first', async () => {
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = `/list?view=runs&limit=100${cursor && `&cursor=${cursor}`}`;
    const answer = (await (await docPilot.request(page)).json()) as {
      runs: { configured_as: string }[];
      next_cursor: string | null;
    };
    seen.push(...answer.runs.map((run) => run.configured_as));
    cursor = answer.next_cursor;
  }
  expect(seen).toHaveLength(sources + 1);
  expect(new Set(seen).size).toBe(sources + 1);
  expect(seen.at(-1)).toBe('acme/handbook');
});

test('a cursor of another list is refused for runs', async () => {
  const cursor = Buffer.from(JSON.stringify({ id: '1; drop table' })).toString('base64url');
  const response = await docPilot.request(`/list?view=runs&cursor=${cursor}`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { code: 'invalid_request' } });
});

import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { embeddingText } from '../../local/report.ts';
import type { FakeEndpoint } from '../embed/fake-endpoint.ts';
import { fakeToken, startFakeVertex } from '../embed/fake-vertex.ts';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { clients } from '../mcp/connect-client.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

let vertex: FakeEndpoint;
let docPilot: RunningDocPilot;

async function start(monthlyCharacters: number) {
  const clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
  const pages = Array.from({ length: 10 }, (_, i) => [
    `page-${i}.md`,
    `# Page ${i}\n\nThe word of page ${i} is number${i}. ${'Filler. '.repeat(20)}\n`,
  ]);
  clone.commit('Write', Object.fromEntries(pages));
  docPilot = await runDocPilot([clone.folder], {
    environment: {
      LOG_LEVEL: 'info',
      EMBED_PROVIDER: 'vertex',
      EMBED_MONTHLY_CHARACTERS: String(monthlyCharacters),
      PROJECT_ID: 'my-team-docs',
      REGION: 'europe-west1',
      VERTEX_API_URL: vertex.url,
      GOOGLE_ACCESS_TOKEN: fakeToken,
    },
  });
}

beforeEach(async () => {
  vertex = await startFakeVertex();
});
afterEach(async () => {
  await docPilot.close();
  await vertex.close();
});
afterAll(removeTemporaryFolders);

test('at the month’s cap embeddings pause, the sync succeeds, and everything says so', async () => {
  await start(1_000);
  const report = await docPilot.sync();
  const characters = vertex.sent.join('').length;
  expect(characters).toBeGreaterThan(500);
  expect(characters).toBeLessThanOrEqual(1_000);

  expect(report).toMatchObject({ indexed: 10, sources: [{ outcome: 'succeeded' }] });
  const message = expect.stringMatching(/1000 characters .* used up: set EMBED_MONTHLY_CHARACTERS/);
  const embedded = vertex.embedded.length;
  const paused = { state: 'paused', embedded, pending: 10 - embedded, message };
  expect(report.embeddings).toMatchObject({ embedded, pending: 10 - embedded, message });
  expect(embeddingText(report.embeddings)).toContain('EMBED_MONTHLY_CHARACTERS');

  const runs = await (await docPilot.request('/list?view=runs')).json();
  expect(runs).toMatchObject({ runs: [{ outcome: 'succeeded', embeddings: paused }] });
  const sources = await (await docPilot.request('/list?view=sources')).json();
  const standing = { sources: [{ state: 'up_to_date', last_run: { embeddings: paused } }] };
  expect(sources).toMatchObject(standing);
  const client = await clients['the 1.x client'](docPilot);
  const { structuredContent } = await client.call('sync_status', {});
  await client.close();
  expect(structuredContent).toMatchObject(standing);
  const warnings = docPilot
    .log()
    .split('\n')
    .filter((line) => line.includes('"WARNING"'))
    .map((line) => JSON.parse(line));
  expect(warnings).toMatchObject([
    { message: 'more to embed than this month’s cap leaves', passages: 10, leftThisMonth: 1_000 },
    { message },
  ]);

  // What has no vector is found by its words, and the next sync sends nothing.
  const all = Array.from({ length: 10 }, (_, i) => i);
  const isEmbedded = (i: number) => vertex.embedded.some((text) => text.includes(`number${i}.`));
  const waiting = all.find((i) => !isEmbedded(i));
  const found = await docPilot.search(`number${waiting}`);
  expect(found.find(({ path }) => path === `page-${waiting}.md`)).toMatchObject({ match: 'words' });
  const sent = vertex.requests;
  expect(await docPilot.sync()).toMatchObject({
    sources: [{ outcome: 'succeeded' }],
    embeddings: { embedded: 0, pending: 10 - embedded },
  });
  expect(vertex.requests).toBe(sent);
});

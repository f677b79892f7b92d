import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddingText } from '../../local/report.ts';
import type { FakeEndpoint } from '../embed/fake-endpoint.ts';
import { startFakeOpenAi } from '../embed/fake-openai.ts';
import {
  removeTemporaryFolders,
  type TemporaryClone,
  temporaryClone,
} from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

const text = '# Garage\n\nThe car stands in row seven.\n';
let clone: TemporaryClone;
let fake: FakeEndpoint;
let docPilot: RunningDocPilot;

beforeAll(async () => {
  fake = await startFakeOpenAi();
  clone = temporaryClone({ name: 'handbook' });
  clone.commit('Write', { 'garage.md': text, 'other.md': '# Other\n\nNothing of interest.\n' });
  docPilot = await runDocPilot([clone.folder], {
    environment: {
      EMBED_PROVIDER: 'openai',
      EMBED_URL: `${fake.url}/v1`,
      EMBED_MODEL: 'test-model',
    },
  });
});
afterAll(async () => {
  await docPilot?.close();
  await fake?.close();
  removeTemporaryFolders();
});

test('a sync embeds what it stored, reports it, and search finds it by meaning', async () => {
  const report = await docPilot.sync();
  expect(report).toMatchObject({
    indexed: 2,
    embeddings: { embedded: 2, pending: 0, message: null },
  });
  // One to learn the model's dimensions, one for both passages.
  expect(report.requests.embed).toBe(2);
  expect(embeddingText(report.embeddings)).toBe('words and meaning, 2 passages embedded');
  const [best] = await docPilot.search('automobile');
  expect(best).toMatchObject({ path: 'garage.md', match: 'meaning' });
});

test('a rename and a copy cost no embedding', async () => {
  clone.commit('Move', { 'garage.md': null, 'cars/garage.md': text, 'cars/copy.md': text });
  const report = await docPilot.sync();
  expect(report.requests.embed).toBe(0);
  expect(report.embeddings).toMatchObject({ embedded: 0, pending: 0 });
});

test('an outage fails no sync: the run says so, words find the text, the next sync embeds it', async () => {
  fake.interrupt = () => ({ status: 401, body: {} });
  clone.commit('Add', { 'new.md': '# New\n\nThe physician is in at nine.\n' });
  const report = await docPilot.sync();
  expect(report.sources).toMatchObject([{ outcome: 'succeeded' }]);
  expect(report.embeddings).toMatchObject({ pending: 1, message: expect.stringMatching(/401/) });
  expect(await docPilot.search('physician')).toMatchObject([{ path: 'new.md', match: 'words' }]);
  fake.interrupt = () => undefined;
  expect((await docPilot.sync()).embeddings).toMatchObject({ embedded: 1, pending: 0 });
});

test('without a provider it says that words are all', () => {
  expect(embeddingText(null)).toMatch(/words alone/);
});

import { describe, expect, it, onTestFinished } from 'vitest';
import { TooManySecrets } from '../../shared/src/extract/secrets/mask-secrets.ts';
import {
  maskAndPrepare,
  type ReadDocument,
} from '../../shared/src/ingest/prepare/prepare-document.ts';
import {
  type Preparing,
  prepareInThreads,
  startPreparing,
} from '../../shared/src/ingest/prepare/prepare-in-threads.ts';
import { readEntry } from '../../shared/src/ingest/prepare/read-entry.ts';
import { memoryRepository } from '../support/memory-source.ts';

const token = `ghp_${'a1B2'.repeat(9)}`;

function documentOf(index: number): ReadDocument {
  const path = `guides/${index}.md`;
  const text = [
    `# Guide ${index}`,
    `How to deploy number ${index}, été compris. The token is ${token}.`,
    '## Details',
    'One sentence of many. '.repeat(index % 80),
  ].join('\n\n');
  return {
    entry: { externalId: path, path, version: `${index}`, sizeBytes: text.length },
    read: {
      text,
      contentType: 'text/markdown',
      secretsMasked: 0,
      locations: null,
      changedAt: null,
    },
    url: `https://example.org/${path}`,
  };
}

const documents = Array.from({ length: 500 }, (_, index) => documentOf(index));

function started(preparing: Preparing): Preparing {
  onTestFinished(() => preparing.end());
  return preparing;
}

describe('documents that are prepared in threads', () => {
  it('are the same as those prepared here, secrets masked', async () => {
    const preparing = started(startPreparing(documents.length, 3));
    const first = await Promise.all(documents.map(preparing.prepare));
    await preparing.started;
    const second = await Promise.all(documents.map(preparing.prepare));
    const expected = await Promise.all(documents.map(maskAndPrepare));
    expect(first).toEqual(expected);
    expect(second).toEqual(expected);
    expect(JSON.stringify(second)).not.toContain(token);
  });

  it('are refused there for too many secrets as they are here', async () => {
    const preparing = started(startPreparing(documents.length, 3));
    await preparing.started;
    const document = documentOf(0);
    document.read.text = `${token}\n`.repeat(100_001);
    await expect(preparing.prepare(document)).rejects.toBeInstanceOf(TooManySecrets);
  });

  it('are prepared here where there are few of them, or one core', () => {
    expect(startPreparing(20, 8).prepare).toBe(maskAndPrepare);
    expect(startPreparing(documents.length, 1).prepare).toBe(maskAndPrepare);
  });

  it('end the sync, and are no bad files, when a thread has ended by itself', async () => {
    const file = new URL('../support/ending-worker.ts', import.meta.url);
    const preparing = started(prepareInThreads(1, file));
    const ended = { code: 'internal', message: expect.stringContaining('thread') };
    await preparing.started;
    await expect(preparing.prepare(documentOf(1))).rejects.toMatchObject(ended);
    const repository = memoryRepository();
    repository.files.set('guide.md', '# Guide');
    const source = repository.source();
    const listing = await source.list(null, {
      isStored: async () => false,
      readStored: async () => [],
      readUnindexed: async () => [],
      hints: [],
      isForced: false,
    });
    const [entry] = listing.kind === 'unchanged' ? [] : listing.entries;
    if (entry === undefined) throw new Error('nothing is listed');
    const reading = readEntry(source, entry, {}, undefined, preparing.prepare);
    await expect(reading).rejects.toMatchObject(ended);
  });
});

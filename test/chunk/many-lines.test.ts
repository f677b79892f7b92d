import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';

const chunker = new URL('../../shared/src/chunk/chunk-document.ts', import.meta.url).href;

/** What cutting a text comes to in a thread whose objects may take so much. */
async function chunksWithin(megabytes: number, make: string): Promise<number> {
  const source = `const { parentPort } = require('node:worker_threads');
import(${JSON.stringify(chunker)}).then(({ chunkDocument }) => {
  parentPort.postMessage(chunkDocument('a.txt', ${make}).chunks.length);
});`;
  const worker = new Worker(source, {
    eval: true,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  return new Promise((resolve, reject) => worker.on('message', resolve).on('error', reject));
}

it('a text of millions of short lines is cut in little more memory than its lines take', async () => {
  expect(await chunksWithin(170, "'abc\\n'.repeat(2_000_000)")).toBe(6667);
}, 60_000);

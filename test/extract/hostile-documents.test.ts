import { afterEach, expect, test } from 'vitest';
import { limits } from '../../shared/src/extract/limits.ts';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { isLongRun } from '../support/long-runs.ts';
import { hostileCards } from './hostile-cards.ts';
import { type Hostile, hostileDocuments } from './hostile-documents.ts';
import { hostileTexts } from './hostile-texts.ts';

/** The time is one of the limits; to try it in full takes as long as it lasts. */
const processorTime = limits as { threadMs: number };
const { threadMs } = limits;
afterEach(() => {
  processorTime.threadMs = threadMs;
});

const hostile: readonly Hostile[] = [...hostileDocuments, ...hostileTexts, ...hostileCards];
// A long run leaves out what it would only try again.
const tried = hostile.filter(({ longRun }) => !isLongRun || longRun !== undefined);

test.each(tried)('$what is bounded', async ({ name, make, skip, longRun }) => {
  if (longRun === 'whole time' && !isLongRun) processorTime.threadMs = 1_000;
  const read = await extractText(make(), { name });
  expect('skip' in read ? read.skip : null, JSON.stringify(read).slice(0, 300)).toBe(skip);
});

test('a document after a hostile one is read as ever', async () => {
  const page = new TextEncoder().encode(`<p>${'harmless words '.repeat(20_000)}`);
  expect(await extractText(page, { name: 'a.html' })).toMatchObject({ format: 'html' });
});

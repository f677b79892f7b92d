import { expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { hostileDocuments } from './hostile-documents.ts';
import { hostileTexts } from './hostile-texts.ts';

test.each([...hostileDocuments, ...hostileTexts])(
  '$what is bounded',
  async ({ name, make, skip }) => {
    const read = await extractText(make(), { name });
    expect('skip' in read ? read.skip : null, JSON.stringify(read).slice(0, 300)).toBe(skip);
  },
);

test('a document after a hostile one is read as ever', async () => {
  const page = new TextEncoder().encode(`<p>${'harmless words '.repeat(20_000)}`);
  expect(await extractText(page, { name: 'a.html' })).toMatchObject({ format: 'html' });
});

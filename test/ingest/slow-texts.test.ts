import { describe, expect, it } from 'vitest';
import {
  maskAndPrepare,
  maskAndPrepareWithin,
} from '../../shared/src/ingest/prepare/prepare-document.ts';
import { readEntry } from '../../shared/src/ingest/prepare/read-entry.ts';
import { TookTooLong, withinTime } from '../../shared/src/ingest/prepare/within-time.ts';
import type { Content, Entry, Source } from '../../shared/src/sources/source.ts';

const token = `ghp_${'a1B2'.repeat(9)}`;
const text = `# Keys\n\n${'The harbour is closed on Sunday. '.repeat(3_000)}\n${token}\n`;
const entry: Entry = {
  externalId: 'keys.md',
  path: 'keys.md',
  version: '1',
  sizeBytes: text.length,
};
const content: Content = { name: 'keys.md', bytes: new TextEncoder().encode(text) };
const source = { url: () => 'https://example.org/keys.md' } as unknown as Source;

describe('a text that takes too long to mask, cut and weigh', () => {
  it('is skipped with its reason, and nothing of it is stored', async () => {
    const read = await readEntry(source, entry, {}, content, async (document) =>
      maskAndPrepareWithin(1, document),
    );
    expect(read).toEqual({
      problem: {
        externalId: 'keys.md',
        path: 'keys.md',
        version: '1',
        outcome: 'skipped',
        reason: 'too_complex',
        detail: 'To mask, cut and weigh its text takes over 1 ms.',
      },
    });
  });

  it('does not change how the next one is prepared', async () => {
    const prepared = () => readEntry(source, entry, {}, content, maskAndPrepare);
    const before = await prepared();
    for (const maxMs of [1, 2, 4, 8, 16]) {
      await readEntry(source, entry, {}, content, async (document) =>
        maskAndPrepareWithin(maxMs, document),
      );
    }
    const after = await prepared();
    expect(after).toEqual(before);
    expect(JSON.stringify(after)).not.toContain(token);
  });

  it.each([
    ['a regular expression', () => /^(a+)+$/.test(`${'a'.repeat(40)}b`)],
    [
      'a loop',
      () => {
        for (;;);
      },
    ],
  ])('is stopped within %s', (_, work) => {
    expect(() => withinTime(20, work)).toThrow(TookTooLong);
    expect(withinTime(1_000, () => 'done')).toBe('done');
  });
});

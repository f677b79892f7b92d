import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

const folder = join(import.meta.dirname, '../fixtures/documents');
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const samples: Record<string, string> = {
  docx: 'handbook.docx',
  pptx: 'harbour.pptx',
  xlsx: 'stock.xlsx',
  odt: 'handbook.odt',
  pdf: 'report.pdf',
};

async function skipOf(bytes: Uint8Array, name: string): Promise<string> {
  const read = await extractText(bytes, { name });
  return 'skip' in read ? read.skip : 'read';
}

describe.each(Object.keys(samples))('a %s file', (kind) => {
  const whole = bytesOf(samples[kind] ?? '');

  test('without text is skipped as no_text', async () => {
    expect(await skipOf(bytesOf(`empty.${kind}`), `a.${kind}`)).toBe('no_text');
  });

  test('without a byte is skipped as empty', async () => {
    expect(await skipOf(new Uint8Array(), `a.${kind}`)).toBe('empty');
  });

  test('with a password is skipped as encrypted', async () => {
    expect(await skipOf(bytesOf(`encrypted.${kind}`), `a.${kind}`)).toBe('encrypted');
  });

  test('that is something else is skipped as broken', async () => {
    const text = new TextEncoder().encode('Not Found');
    expect(await skipOf(text, `a.${kind}`)).toBe('broken');
    const other = bytesOf(kind === 'pdf' ? 'handbook.docx' : 'report.pdf');
    expect(await skipOf(other, `a.${kind}`)).toBe('broken');
  });

  test('that was cut short is skipped as broken, or without text', async () => {
    for (const share of [0.1, 0.5, 0.9]) {
      const cut = whole.slice(0, Math.floor(whole.length * share));
      expect(['broken', 'no_text', ...(kind === 'pdf' ? ['read'] : [])]).toContain(
        await skipOf(cut, `a.${kind}`),
      );
    }
  });

  test('with wrong bytes anywhere never throws', async () => {
    for (let at = 7; at < whole.length; at += Math.floor(whole.length / 12)) {
      const damaged = whole.slice();
      damaged.fill(0xa5, at, at + 40);
      expect(await skipOf(damaged, `a.${kind}`)).toMatch(/^(?:read|broken|no_text|encrypted)$/);
    }
  });
});

test.each(['pptx', 'xlsx', 'odt', 'docx'])(
  'another kind of archive named .%s is broken',
  async (kind) => {
    const other = bytesOf(kind === 'odt' ? 'handbook.docx' : 'handbook.odt');
    expect(await skipOf(other, `a.${kind}`)).toBe('broken');
  },
);

test('a scan is skipped as no_text', async () => {
  expect(await skipOf(bytesOf('scan.pdf'), 'scan.pdf')).toBe('no_text');
});

test('a presentation of before 2007 is unsupported, under its own name or another', async () => {
  const old = bytesOf('before-2007.xls');
  expect(await skipOf(old, 'a.ppt')).toBe('unsupported');
  expect(await skipOf(old, 'a.pptx')).toBe('unsupported');
});

test('a Word document of before 2007 with a password is encrypted', async () => {
  const bytes = bytesOf('handbook.doc');
  const text = Buffer.from(bytes.buffer).indexOf(Buffer.from([0xec, 0xa5]), 512);
  bytes[text + 11] = (bytes[text + 11] ?? 0) | 1;
  expect(await skipOf(bytes, 'a.doc')).toBe('encrypted');
});

describe.each(['handbook.doc', 'before-2007.xls', 'handbook.rtf'])('%s', (name) => {
  const whole = bytesOf(name);
  const outcomes = /^(?:read|broken|no_text|encrypted|too_complex|binary)$/;

  test('cut short or with wrong bytes anywhere never throws', async () => {
    for (const share of [0.1, 0.5, 0.9]) {
      const cut = whole.slice(0, Math.floor(whole.length * share));
      expect(await skipOf(cut, name)).toMatch(outcomes);
    }
    for (let at = 7; at < whole.length; at += Math.floor(whole.length / 12)) {
      const damaged = whole.slice();
      damaged.fill(0xa5, at, at + 40);
      expect(await skipOf(damaged, name)).toMatch(outcomes);
    }
  });
});

test('a document over the size limit is skipped as too_large', async () => {
  const huge = new Uint8Array(20 * 1024 * 1024 + 1);
  expect(await skipOf(huge, 'a.pdf')).toBe('too_large');
});

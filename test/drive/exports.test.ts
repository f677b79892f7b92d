import { afterAll, describe, expect, test } from 'vitest';
import {
  documentType,
  pptxType,
  presentationType,
  spreadsheetType,
  xlsxType,
} from '../../local/drive/mime-types.ts';
import { memoryStore } from './memory-store.ts';
import { closeAll, type ErrorBody, query, serve } from './serve.ts';

afterAll(closeAll);

describe('exports', () => {
  const html = `<html><head><title>T</title><style>p{}</style></head><body>
    <h1 id="h.abc">Rollout</h1><p>Do <b>this</b> in <a href="https://example.com/x">steps</a>:</p>
    <ol><li>one</li><li>two</li></ol>
    <table><tr><th>Who</th><th>What</th></tr><tr><td>Ada</td><td>code_review</td></tr></table>
    <h2>Later</h2><ul><li>a<ul><li>b</li></ul></li></ul></body></html>`;

  test('a Doc as Markdown, text and HTML', async () => {
    const store = memoryStore();
    store.createFile({ id: 'd', name: 'd', mimeType: documentType, content: html });
    const { client } = await serve(store);
    const as = async (mimeType: string) => {
      const { data } = await client.files.export(
        { fileId: 'd', mimeType },
        { responseType: 'text' },
      );
      return data as string;
    };
    expect(await as('text/markdown')).toBe(
      [
        '# Rollout',
        '',
        'Do **this** in [steps](https://example.com/x):',
        '',
        '1.  one',
        '2.  two',
        '',
        '| Who | What |',
        '| --- | --- |',
        '| Ada | code\\_review |',
        '',
        '## Later',
        '',
        '*   a',
        '    *   b',
        '',
      ].join('\n'),
    );
    const text = Buffer.from(await as('text/plain')).toString();
    expect(text).toContain('Rollout\r\n\r\nDo this in steps:\r\n');
    expect(text).toContain('Ada\tcode_review\r\n');
    expect(text).not.toMatch(/[#*_]{2}|\bT\b/);
    expect(await as('text/html')).toBe(html);
  });

  test('a Sheet as xlsx and a presentation as pptx, byte for byte', async () => {
    const store = memoryStore();
    const bytes = Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0]);
    store.createFile({ id: 's', name: 's', mimeType: spreadsheetType, content: bytes });
    store.createFile({ id: 'p', name: 'p', mimeType: presentationType, content: bytes });
    const { get } = await serve(store);
    for (const [id, mimeType] of [
      ['s', xlsxType],
      ['p', pptxType],
    ] as const) {
      const got = await get(`files/${id}/export?${query({ mimeType })}`);
      expect([got.status, got.headers.get('content-type')]).toEqual([200, mimeType]);
      expect(got.bytes.equals(bytes)).toBe(true);
    }
  });

  test('end at 10 MB, as the export counts', async () => {
    const store = memoryStore();
    const limit = 10 * 1024 * 1024;
    const mimeType = spreadsheetType;
    store.createFile({ id: 'fits', name: 'f', mimeType, content: Buffer.alloc(limit) });
    store.createFile({ id: 'large', name: 'l', mimeType, content: Buffer.alloc(limit + 1) });
    const { get } = await serve(store);
    const as = query({ mimeType: xlsxType });
    expect((await get(`files/fits/export?${as}`)).status).toBe(200);
    const { status, json } = await get<ErrorBody>(`files/large/export?${as}`);
    expect([status, json.error]).toMatchObject([
      403,
      {
        message: 'This file is too large to be exported.',
        errors: [{ reason: 'exportSizeLimitExceeded' }],
      },
    ]);
    const low = await serve(store, { exportLimitBytes: 5 });
    expect(await low.refusal(`files/fits/export?${as}`)).toBe('403 exportSizeLimitExceeded');
  });
});

import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const mime = [
  'Date: Mon, 1 Jan 2024 10:00:00 +0000 (UTC)',
  'Subject: Exported From Confluence',
  'MIME-Version: 1.0',
  'Content-Type: multipart/related; \r\n\tboundary="x"',
  '',
  '--x',
  'Content-Type: text/html; charset=UTF-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<html><head><title>Mooring</title></head><body><h1>Mooring</h1><p>Gr=C3=BC=C3=9Fe, check the lin=',
  'es.</p></body></html>',
  '--x',
  'Content-Type: application/octet-stream',
  'Content-Transfer-Encoding: base64',
  '',
  'iVBORw0KGgoAAAANSUhEUg==',
  '--x--',
].join('\r\n');

test.each(['export.doc', 'export.xls', 'saved.mht', 'saved.mhtml'])(
  'a page in one file is read as its page: %s',
  async (name) => {
    expect(await extractText(bytesOf(mime), { name })).toMatchObject({
      format: 'mhtml',
      contentType: 'multipart/related',
      lines: 'derived',
      text: '# Mooring\n\nGrüße, check the lines.\n',
    });
  },
);

describe('a page under an old name is read as one when it begins with', () => {
  test.each([
    ['a style', '<style>td{}</style>'],
    ['a block', '<div class=x>'],
    ['a comment', '<!-- made by a tool --><!-- again -->\n<html><body>'],
    ['a long comment', `<!-- ${'made by a tool '.repeat(200)}--><html><body>`],
  ])('%s', async (_, start) => {
    const page = bytesOf(`${start}<h1>Port</h1><p>Hull</p>`);
    for (const name of ['a.doc', 'a.xls']) {
      expect(await extractText(page, { name })).toMatchObject({
        format: 'html',
        text: '# Port\n\nHull\n',
      });
    }
  });
});

test('text that begins with a sign or a word in brackets is no page', async () => {
  for (const text of ['<3 from the crew\n', '<Name>, please come.\n', 'Subject: none\n\nText\n']) {
    expect(await extractText(bytesOf(text), { name: 'a.doc' })).toMatchObject({ format: 'text' });
  }
});

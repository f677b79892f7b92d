import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';
import { hasTags } from '../../shared/src/extract/formats.ts';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { bytesOf, docx } from './make-documents.ts';

/** What is stored of a file. */
async function stored(path: string, bytes: Uint8Array) {
  const read = await extractText(bytes, { name: path });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  const origin = hasTags(read.contentType) ? 'authored' : 'derived';
  return { ...chunkDocument(path, read.text, origin), text: read.text };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const page = (heading: string, text: string) =>
  bytesOf(
    `<body><h1>${escaped(heading)}</h1><p>${escaped(text)}</p><h2>Second</h2><p>Behind.</p></body>`,
  );
const headed = (heading: string, text: string) =>
  docx(
    `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>${escaped(heading)}</w:t></w:r></w:p>` +
      `<w:p><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`,
  );

const texts = [
  'name = <object id> in the file',
  'Write <!-- a comment --> so.',
  '<?php echo 1; ?> and <!DOCTYPE html>',
  'An <div hidden> element and <meta charset="utf-8">.',
  'Cut with <![CDATA[ here.',
  '[comment]: # (a definition)',
  'See [a](b "title").',
];

describe('signs that a reader sees in a document are words', () => {
  test.each(texts)('%s, in a page and in a Word document', async (text) => {
    for (const [path, bytes] of [
      ['a.html', page('One', text)],
      ['a.docx', headed('One', text)],
    ] as const) {
      const document = await stored(path, bytes);
      expect(document.hidden).toEqual([]);
      expect(document.text.replaceAll('\\', '')).toContain(text);
    }
  });

  test.each([
    'Interface List<E>',
    'The <details> element',
    'The __init__ method of *args',
    'Escapes like \\d and &amp;',
    'GET /users/{id}',
    'Notes {#draft}',
  ])('so the title %s stays', async (heading) => {
    expect((await stored('a.html', page(heading, 'Text.'))).title).toBe(heading);
    expect((await stored('a.docx', headed(heading, 'Text.'))).title).toBe(heading);
  });

  test('while code and links in a heading show their text', async () => {
    const html = '<h1><code>List&lt;E&gt;</code> of <a href="https://example.com">us</a></h1><p>x';
    expect((await stored('a.html', bytesOf(html))).title).toBe('List<E> of us');
  });

  const signs = fc.constantFrom('<', '>', '!--', '-->', '<!--', '[CDATA[', '?', '/', 'hidden', '"');
  const names = fc.constantFrom('object', 'template', 'script', 'T', 'berth', 'tide', '</div>');
  const words = fc
    .array(fc.oneof(signs, names), { minLength: 1, maxLength: 12 })
    .map((all) => `Says ${all.join(' ').replaceAll('< ', '<')}.`);

  test('in any text', async () => {
    await fc.assert(
      fc.asyncProperty(words, words, async (heading, text) => {
        const document = await stored('a.html', page(heading, text));
        expect(document.hidden).toEqual([]);
        expect(document.title).toBe(heading);
        expect(document.text).toContain(text);
        expect(document.headings).toEqual([heading, 'Second']);
      }),
      { numRuns: 60, seed: 5 },
    );
  });
});

describe('where somebody wrote Markdown, what it hides is left out', () => {
  test('of a file that came with a message', async () => {
    const mail = [
      'From: a@example.com',
      'Subject: Notes',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'Read <!-- this -->.',
      '--x',
      'Content-Type: text/markdown; name=a.md',
      'Content-Disposition: attachment; filename=a.md',
      '',
      'Seen. <!-- ORDER -->',
      '--x--',
    ].join('\r\n');
    const { text } = await stored('a.eml', bytesOf(mail));
    expect(text).toContain('Read <!-- this -->.');
    expect(text).toContain('Seen.');
    expect(text).not.toContain('ORDER');
  });
});

test('a page without an end of its head shows its body', async () => {
  const html = '<html><head><title>Berths</title><p>Seen.</p>';
  expect((await stored('a.html', bytesOf(html))).text).toContain('Seen.');
});

import { expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { makeZip } from './make-zip.ts';

const page = (body: string, title = 'The Lighthouse') =>
  `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>${title}</title><script src="a.js"/></head><body>${body}</body></html>`;

function book(chapters: Record<string, string>, more: Record<string, string> = {}): Uint8Array {
  const names = Object.keys(chapters);
  const item = (name: string) => `<item id="${name}" href="text/${encodeURIComponent(name)}"/>`;
  const files = {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>',
    'OEBPS/content.opf': `<package><metadata><dc:title>The Lighthouse</dc:title><dc:creator>Imke Janssen</dc:creator></metadata><manifest>${names.toReversed().map(item).join('')}</manifest><spine>${names.map((name) => `<itemref idref="${name}"/>`).join('')}</spine></package>`,
    ...Object.fromEntries(names.map((name) => [`OEBPS/text/${name}`, chapters[name] ?? ''])),
    ...more,
  };
  return makeZip(Object.entries(files).map(([name, content]) => ({ name, content })));
}

test('a book gives its title, its authors and its chapters in the order they are read', async () => {
  const read = await extractText(
    book({
      'cover.xhtml': page('<img src="c.jpg"/>'),
      'one two.xhtml': page(
        '<h2>Lamp<a id="x"/></h2><p>See <a href="two.xhtml#a">the horn</a>.</p>',
      ),
      'a.xhtml': page(
        '<p>Fog needs three blasts, <a href="https://horn.example/">they say</a>.</p>',
        'Horn',
      ),
    }),
    { name: 'a.epub' },
  );
  expect(read).toMatchObject({
    format: 'epub',
    contentType: 'application/epub+zip',
    text: '# The Lighthouse\n\nImke Janssen\n\n## Lamp\n\nSee the horn.\n\n# Horn\n\nFog needs three blasts, [they say](https://horn.example/).\n',
  });
});

test.each([
  ['no_text', book({ 'cover.xhtml': page('<img src="c.jpg"/>') })],
  [
    'encrypted',
    book(
      { 'a.xhtml': 'x' },
      {
        'META-INF/encryption.xml':
          '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/text/a.xhtml"/></CipherData></EncryptedData></encryption>',
      },
    ),
  ],
  ['broken', makeZip([{ name: 'mimetype', content: 'application/epub+zip' }])],
])('a book is skipped as %s', async (skip, bytes) => {
  expect(await extractText(bytes, { name: 'a.epub' })).toMatchObject({ skip });
});

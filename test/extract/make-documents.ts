import { makeZip, type Part } from './make-zip.ts';

export const bytesOf = (text: string) => new TextEncoder().encode(text);
export const xml = '<?xml version="1.0" encoding="UTF-8"?>';
const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const megabytes = (count: number, of: string) =>
  of.repeat(Math.ceil((count * 1_000_000) / of.length));

function relationships(...targets: [id: string, type: string, target: string][]): string {
  const each = targets.map(
    ([id, kind, target]) => `<Relationship Id="${id}" Type="${type}/${kind}" Target="${target}"/>`,
  );
  return `${xml}<Relationships>${each.join('')}</Relationships>`;
}

export function docx(body: string, before = '', more: Partial<Part> = {}): Uint8Array {
  const content = `${xml}${before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  return makeZip([
    { name: '[Content_Types].xml', content: `${xml}<Types/>` },
    { name: '_rels/.rels', content: relationships(['r1', 'officeDocument', 'word/document.xml']) },
    { name: 'word/document.xml', content, ...more },
  ]);
}

export function xlsx(sheet: string, strings = ''): Uint8Array {
  return makeZip([
    { name: '_rels/.rels', content: relationships(['r1', 'officeDocument', 'xl/workbook.xml']) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relationships(['r1', 'worksheet', 's.xml'], ['r2', 'sharedStrings', 't.xml']),
    },
    { name: 'xl/workbook.xml', content: '<workbook><sheet name="S" r:id="r1"/></workbook>' },
    { name: 'xl/s.xml', content: `<worksheet>${sheet}</worksheet>` },
    { name: 'xl/t.xml', content: `<sst>${strings}</sst>` },
  ]);
}

export const odt = (body: string) =>
  makeZip([
    { name: 'content.xml', content: `${xml}<office:text>${body}</office:text>` },
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
  ]);

export const pptx = (count: number, slide: string) =>
  makeZip([
    { name: '_rels/.rels', content: relationships(['r1', 'officeDocument', 'ppt/p.xml']) },
    { name: 'ppt/_rels/p.xml.rels', content: relationships(['r1', 'slide', 's.xml']) },
    { name: 'ppt/p.xml', content: `<p>${'<p:sldId r:id="r1"/>'.repeat(count)}</p>` },
    { name: 'ppt/s.xml', content: slide },
  ]);

/** A PDF of these objects, numbered from 1; the first is the catalog. */
export function pdf(
  objects: readonly (string | { head: string; stream: Uint8Array })[],
): Uint8Array {
  const pieces: Uint8Array[] = [bytesOf('%PDF-1.7\n')];
  for (const [index, object] of objects.entries()) {
    pieces.push(bytesOf(`${index + 1} 0 obj\n`));
    if (typeof object === 'string') pieces.push(bytesOf(object));
    else {
      const length = object.stream.length;
      pieces.push(bytesOf(`<< ${object.head} /Length ${length} >>\nstream\n`), object.stream);
      pieces.push(bytesOf('\nendstream'));
    }
    pieces.push(bytesOf('\nendobj\n'));
  }
  pieces.push(bytesOf('trailer << /Root 1 0 R >>\n%%EOF\n'));
  return new Uint8Array(Buffer.concat(pieces));
}

const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
export function pdfOfPages(head: string, stream: Uint8Array, count = 1): Uint8Array {
  const kids = Array.from({ length: count }, (_, i) => `${i + 5} 0 R`).join(' ');
  const page =
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>';
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /Kids [${kids}] >>`,
    { head, stream },
    font,
    ...Array.from({ length: count }, () => page),
  ]);
}

/** Entities of entities: a billion laughs. */
export const laughs = `<!DOCTYPE w [<!ENTITY a "ha">${Array.from(
  { length: 20 },
  (_, i) => `<!ENTITY a${i + 1} "${`&a${i || ''};`.repeat(10)}">`,
).join('')}]>`;

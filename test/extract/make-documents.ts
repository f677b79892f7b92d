import { CFB } from '@e965/xlsx';
import { burn } from '@kenjiuno/msgreader/lib/Burner.js';
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

export function xlsx(sheet: string, strings = '', styles = ''): Uint8Array {
  return makeZip([
    { name: '_rels/.rels', content: relationships(['r1', 'officeDocument', 'xl/workbook.xml']) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relationships(
        ['r1', 'worksheet', 's.xml'],
        ['r2', 'sharedStrings', 't.xml'],
        ['r3', 'styles', 'y.xml'],
      ),
    },
    { name: 'xl/workbook.xml', content: '<workbook><sheet name="S" r:id="r1"/></workbook>' },
    { name: 'xl/s.xml', content: `<worksheet>${sheet}</worksheet>` },
    { name: 'xl/t.xml', content: `<sst>${strings}</sst>` },
    { name: 'xl/y.xml', content: `<styleSheet>${styles}</styleSheet>` },
  ]);
}

export const odt = (body: string) =>
  makeZip([
    { name: 'content.xml', content: `${xml}<office:text>${body}</office:text>` },
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
  ]);

/** @param below the parts that the slides have their look from */
export const pptx = (count: number, slide: string, below: Readonly<Record<string, string>> = {}) =>
  makeZip([
    { name: '_rels/.rels', content: relationships(['r1', 'officeDocument', 'ppt/p.xml']) },
    { name: 'ppt/_rels/p.xml.rels', content: relationships(['r1', 'slide', 's.xml']) },
    { name: 'ppt/p.xml', content: `<p>${'<p:sldId r:id="r1"/>'.repeat(count)}</p>` },
    { name: 'ppt/s.xml', content: slide },
    { name: 'ppt/_rels/s.xml.rels', content: relationships(['r1', 'slideLayout', 'slideLayout']) },
    {
      name: 'ppt/_rels/slideLayout.rels',
      content: relationships(['r1', 'slideMaster', 'slideMaster']),
    },
    { name: 'ppt/_rels/slideMaster.rels', content: relationships(['r1', 'theme', 'theme']) },
    ...Object.entries(below).map(([name, content]) => ({
      name: `ppt/${name}`,
      content: `<p:part>${content}</p:part>`,
    })),
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

/** A book of one chapter, which it shows so often. */
export const epub = (body: string, count = 1) =>
  makeZip([
    {
      name: 'META-INF/container.xml',
      content: '<container><rootfile full-path="a.opf"/></container>',
    },
    {
      name: 'a.opf',
      content: `<package><item id="c" href="c.html"/>${'<itemref idref="c"/>'.repeat(count)}</package>`,
    },
    { name: 'c.html', content: `<html><body>${body}</body></html>` },
  ]);

/** [MS-CFB]: every sector is followed by itself. */
export function compoundFileThatGoesRound(): Uint8Array {
  const file = Buffer.alloc(512 * 4);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(0x3e, 24);
  file.writeUInt16LE(3, 26);
  file.writeUInt16LE(0xfffe, 28);
  file.writeUInt16LE(9, 30);
  file.writeUInt16LE(6, 32);
  file.writeUInt32LE(1, 44);
  file.writeUInt32LE(1, 48);
  file.writeUInt32LE(4096, 56);
  file.fill(0xff, 60, 512);
  file.writeUInt32LE(2, 60);
  file.writeUInt32LE(1, 64);
  file.writeUInt32LE(0, 72);
  file.writeUInt32LE(0, 76);
  for (let sector = 0; sector < 128; sector += 1) file.writeUInt32LE(sector, 512 + 4 * sector);
  return new Uint8Array(file);
}

/** A Word document of before 2007 whose pieces, and whose headers, all show the same text. */
export function oldWord(options: {
  pieces: number;
  pieceBytes: number;
  headers?: number;
}): Uint8Array {
  const { pieces, pieceBytes, headers = 0 } = options;
  const text = Buffer.alloc(1_000_000, 'a');
  text.fill(0, 0, 0x800);
  text.writeUInt16LE(0xa5ec, 0);
  text.writeUInt32LE(1_000, 0x4c);
  const ends = Array.from({ length: 2 * pieces }, (_, n) => (n % 2) * pieceBytes);
  const positions = Buffer.from(Uint32Array.from([...ends, 0]).buffer);
  const places = Buffer.alloc(8 * 2 * pieces);
  for (let n = 0; n < 2 * pieces; n += 1) places.writeUInt32LE(0x40001000, 8 * n + 2);
  const size = Buffer.from([2, 0, 0, 0, 0]);
  size.writeUInt32LE(positions.length + places.length, 1);
  const stories = Array.from({ length: 2 * headers }, (_, n) => (n % 2) * pieceBytes);
  const plc = Buffer.from(Uint32Array.from(stories).buffer);
  const table = Buffer.concat([size, positions, places, plc]);
  text.writeUInt32LE(table.length - plc.length, 0xf2);
  text.writeUInt32LE(plc.length, 0xf6);
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, '/WordDocument', text);
  CFB.utils.cfb_add(file, '/0Table', table);
  return new Uint8Array(CFB.write(file, { type: 'buffer' }));
}

/** A message as Outlook saves it, of these streams. */
export function outlookMessage(
  streams: readonly (readonly [name: string, bytes: Uint8Array])[],
): Uint8Array {
  const all = [...streams, ['__properties_version1.0', new Uint8Array(32)] as const];
  return burn([
    { name: 'Root Entry', type: 5, length: 0, children: all.map((_, i) => i + 1) },
    ...all.map(([name, content]) => ({
      name,
      type: 2,
      length: content.length,
      binaryProvider: () => content,
    })),
  ]);
}

/** [MS-OXRTFCP]: references of two bytes, each to 17 characters before it. */
export function inflatingRichText(references: number): Uint8Array {
  const body = Buffer.alloc(16 + Math.ceil(references / 8) * 17, 0xff);
  for (let at = 16; at + 17 <= body.length; at += 17) {
    for (let n = 1; n < 17; n += 2) body.writeUInt16BE(0x000f, at + n);
  }
  body.writeUInt32LE(0xffffffff, 0);
  body.writeUInt32LE(0x7fffffff, 4);
  body.writeUInt32LE(0x75465a4c, 8);
  return new Uint8Array(body);
}

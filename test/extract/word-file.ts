import { extractText } from '../../shared/src/reader/extract-text.ts';
import { makeZip } from './make-zip.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** The name spaces of a Word document's parts. */
export const spaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${office}"`,
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');
const relationship = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;

/**
 * The text of a Word document.
 * @param parts by their names in word/, which are also the ids of their relationships, with their kind
 *   of relationship and their content
 */
export async function textOfWord(
  body: string,
  parts: Record<string, [kind: string, content: string]> = {},
) {
  const related = Object.entries(parts).map(([name, [kind]]) => relationship(name, kind, name));
  const bytes = makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: '_rels/.rels',
      content: `<Relationships>${relationship('r', 'officeDocument', 'word/document.xml')}</Relationships>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      content: `<Relationships>${related.join('')}</Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `<w:document ${spaces}><w:body>${body}</w:body></w:document>`,
    },
    ...Object.entries(parts).map(([name, [, content]]) => ({ name: `word/${name}`, content })),
  ]);
  const read = await extractText(bytes, { name: 'a.docx' });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  return read.text;
}

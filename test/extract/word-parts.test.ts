import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { makeZip } from './make-zip.ts';

const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');
const relationships = (targets: Record<string, string>) =>
  `<Relationships>${Object.entries(targets)
    .map(
      ([target, kind], i) => `<Relationship Id="r${i}" Type="${type}/${kind}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** @param parts by their names in word/, with their kind of relationship and their XML */
function word(body: string, parts: Record<string, [kind: string, xml: string]> = {}): Uint8Array {
  const targets = Object.fromEntries(Object.entries(parts).map(([name, [kind]]) => [name, kind]));
  return makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: relationships({ 'word/document.xml': 'officeDocument' }) },
    { name: 'word/_rels/document.xml.rels', content: relationships(targets) },
    {
      name: 'word/document.xml',
      content: `<w:document ${spaces}><w:body>${body}</w:body></w:document>`,
    },
    ...Object.entries(parts).map(([name, [, content]]) => ({ name: `word/${name}`, content })),
  ]);
}
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (inside: string) => `<w:p>${inside}</w:p>`;
async function textOf(...file: Parameters<typeof word>): Promise<string> {
  const read = await extractText(word(...file), { name: 'a.docx' });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  return read.text;
}

describe('a Word document keeps', () => {
  test('whether a box is checked, in a control or a form field', async () => {
    const control = (checked: 0 | 1) =>
      `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${checked}"/></w14:checkbox></w:sdtPr><w:sdtContent>${run('☐')}</w:sdtContent></w:sdt>`;
    const field =
      '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';
    const text = await textOf(
      p(control(1) + run(' Bilge')) + p(control(0) + run(' Radio')) + p(field + run(' Anker')),
    );
    expect(text).toBe('[x] Bilge\n\n[ ] Radio\n\n[x] Anker\n');
  });

  test.each([
    [
      'a fraction',
      '<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>',
      '(a+b)/2',
    ],
    [
      'powers',
      '<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:r><m:t>=v</m:t></m:r>',
      'x^2=v',
    ],
    [
      'a root',
      '<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e><m:r><m:t>2gh</m:t></m:r></m:e></m:rad>',
      '√(2gh)',
    ],
    [
      'a sum',
      '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub><m:sup><m:r><m:t>n</m:t></m:r></m:sup><m:e><m:r><m:t>i</m:t></m:r></m:e></m:nary>',
      '∑_(i=1)^n i',
    ],
    [
      'brackets',
      '<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:r><m:t>a</m:t></m:r></m:e><m:e><m:r><m:t>b</m:t></m:r></m:e></m:d>',
      '[a|b]',
    ],
  ])('%s of an equation', async (_, equation, line) => {
    expect(await textOf(p(`${run('So ')}<m:oMath>${equation}</m:oMath>`))).toBe(`So ${line}\n`);
    const alone = p(`<m:oMathPara><m:oMath>${equation}</m:oMath></m:oMathPara>`);
    expect(await textOf(alone)).toContain(line);
  });

  test('the base of ruby in one word', async () => {
    const ruby = (base: string) =>
      `<w:r><w:ruby><w:rubyPr/><w:rt>${run('x')}</w:rt><w:rubyBase>${run(base)}</w:rubyBase></w:ruby></w:r>`;
    expect(await textOf(p(ruby('灯') + ruby('台') + run('守')))).toBe('灯台守\n');
  });

  test('what fields show', async () => {
    const complex = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('Bild 4')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const simple = `<w:fldSimple w:instr=" SEQ Tabelle ">${run('7')}</w:fldSimple>`;
    expect(await textOf(p(run('Tabelle ') + simple + run(', siehe ') + complex))).toBe(
      'Tabelle 7, siehe Bild 4\n',
    );
  });

  test('text boxes once', async () => {
    const inside = `<w:txbxContent>${p(run('Boxed words'))}</w:txbxContent>`;
    const drawing = `<w:drawing><wps:txbx>${inside}</wps:txbx></w:drawing>`;
    const old = `<w:pict><v:textbox>${inside}</v:textbox></w:pict>`;
    const both = `<mc:AlternateContent><mc:Choice>${drawing}</mc:Choice><mc:Fallback>${old}</mc:Fallback></mc:AlternateContent>`;
    for (const box of [drawing, old, both]) {
      const text = await textOf(p(`${run('Before.')}<w:r>${box}</w:r>`) + p(run('After.')));
      expect(text.match(/Boxed words/g)).toHaveLength(1);
      expect(text).toContain('After.');
    }
  });

  test('headers and footers once, without page numbers', async () => {
    const page = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('17')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const header = `<w:hdr ${spaces}>${p(run('Vertrag HX-2207'))}</w:hdr>`;
    const text = await textOf(p(run('Body.')), {
      'header1.xml': ['header', header],
      'header2.xml': ['header', header],
      'footer1.xml': [
        'footer',
        `<w:ftr ${spaces}>${p(page)}${p(`${run('Werft &amp; Söhne ')}<w:fldSimple w:instr="NUMPAGES">${run('9')}</w:fldSimple>`)}</w:ftr>`,
      ],
    });
    expect(text).toBe('Body.\n\nHeader: Vertrag HX-2207\n\nFooter: Werft & Söhne\n');
  });

  test('comments with their authors, and what charts say', async () => {
    const comment = (author: string, said: string) =>
      `<w:comment w:id="0" w:author="${author}">${p(run(said))}</w:comment>`;
    const text = await textOf(p(run('Body.')), {
      'comments.xml': [
        'comments',
        `<w:comments ${spaces}>${comment('Zoë', 'The deposit was waived.')}${comment('', 'Ja.')}</w:comments>`,
      ],
      'charts/chart1.xml': [
        'chart',
        '<c:chartSpace><c:title><a:p><a:r><a:t>Catch of herring</a:t></a:r></a:p></c:title><c:ser><c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>North pier</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>12</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:chartSpace>',
      ],
    });
    expect(text).toBe(
      'Body.\n\nComment by Zoë: The deposit was waived.\n\nComment: Ja.\n\nChart: Catch of herring; North pier\n',
    );
  });

  test('the header of a long table on each of its pieces', async () => {
    const row = (...cells: string[]) =>
      `<w:tr>${cells.map((cell) => `<w:tc>${p(run(cell))}</w:tc>`).join('')}</w:tr>`;
    const rows = Array.from({ length: 90 }, (_, n) => row(`Nordsee ${n}`, `${n} Faden`)).join('');
    const pieces = (await textOf(`<w:tbl>${row('Boje', 'Tiefe')}${rows}</w:tbl>`))
      .trim()
      .split('\n\n');
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(piece).toMatch(/^\| Boje \| Tiefe \|\n/);
  });
});

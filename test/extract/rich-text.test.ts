import { expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

async function textOf(rtf: string, name = 'a.rtf'): Promise<string> {
  const read = await extractText(new Uint8Array(Buffer.from(rtf, 'latin1')), { name });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  expect(read).toMatchObject({ format: 'rtf', contentType: 'application/rtf', lines: 'derived' });
  return read.text;
}

test('rich text keeps headings, lists, tables, links and notes', async () => {
  const text = await textOf(String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}
{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 Kapitel;}{\s2 heading 2;}}
{\info{\title Not this}{\author Nor this}}
{\header Harbour office\par}
\pard\s1 Crane\par
\pard\s2 Booking\par
\pard It is booked {\field{\*\fldinst HYPERLINK "https://crane.example/book"}{\fldrslt here}}{\footnote Not on Sundays.}, by {\v hidden words }anyone.\par
{\listtext 1.\tab}First the form\par{\listtext 2.\tab}then the key\par
\trowd\pard\intbl Berth\cell Depth\cell\row\pard\intbl North\par quay\cell 6 m\cell\row
\pard{\*\atnauthor Imke}{\*\annotation Is this still true?}After the table.\par}`);
  expect(text).toBe(
    '# Crane\n\n## Booking\n\nIt is booked [here](https://crane.example/book) [Not on Sundays.], by anyone.\n\n1. First the form\n2. then the key\n\n| Berth | Depth |\n| --- | --- |\n| North quay | 6 m |\n\nAfter the table.\n\nHeader: Harbour office\n\nComment by Imke: Is this still true?\n',
  );
});

test.each([
  [
    'Windows-1252 and typographic marks',
    String.raw`Gr\'fc\'dfe \endash  \ldblquote Z\'f6e\rdblquote`,
    'Grüße – “Zöe”',
  ],
  [
    'Unicode with what old programs show instead',
    String.raw`\uc1\u1071?\u-10179?\u-8703?\uc2\u28783 ab x`,
    'Я😁灯 x',
  ],
  ['Unicode with its old form in bytes', String.raw`\uc2\u28783\'93\'94 ok`, '灯 ok'],
  ['a Russian font', String.raw`\f1 \'cc\'ee\'f1\'f2`, 'Мост'],
  ['a Japanese font, two bytes a character', String.raw`\f2 \'93\'94\'91\'e4`, '灯台'],
  ['a half in ASCII of a Japanese character', String.raw`\f2 \'83e`, 'テ'],
])('%s', async (_, body, said) => {
  const fonts = String.raw`{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 MS Mincho;}}`;
  const text = await textOf(`{\\rtf1\\ansi\\ansicpg1252\\deff0${fonts}\\f0 ${body}\\par}`);
  expect(text.trim()).toBe(said);
});

test('pictures, themes and what a program does not know give no text', async () => {
  const picture = `{\\*\\shppict{\\pict\\pngblip\n${`${'89504e470d0a1a0a'.repeat(8)}\n`.repeat(400)}}}`;
  const text = await textOf(
    String.raw`{\rtf1\ansi{\*\themedata 504b0304}{\*\generator Riched20;}Before ${picture}{\object{\*\objdata 0105}{\result the object}} {\shp{\*\shpinst{\sp{\sn wzName}{\sv x}}{\shptxt a box\par}}{\shprslt again}}after\par}`,
  );
  expect(text.replace(/\s+/g, ' ').trim()).toBe('Before the object a box after');
});

test('rich text under the name of a Word document is read', async () => {
  expect(await textOf(String.raw`{\rtf1\ansi Minutes of May\par}`, 'minutes.doc')).toBe(
    'Minutes of May\n',
  );
});

test('binary data is left out, and what only looks like it is text', async () => {
  const before = String.raw`{\rtf1\ansi Before {\pict\bin4 `;
  const after = String.raw`}after \\bin9999999999\par}`;
  expect(await textOf(`${before}abcd${after}`)).toBe('Before after \\bin9999999999\n');
});

test('a page that Outlook put into rich text is read as that page', async () => {
  const rtf = String.raw`{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag64 <h2>}\htmlrtf {\b\htmlrtf0 Caf\'e9\htmlrtf }\htmlrtf0{\*\htmltag72 </h2>}{\*\htmltag64 <p>}Open till ten.{\*\htmltag72 </p>}}`;
  expect(await textOf(rtf)).toBe('## Café\n\nOpen till ten.\n');
});

test.each([
  ['nothing but formatting', String.raw`{\rtf1\ansi\pard\par}`, 'no_text'],
  ['more binary data than there is', String.raw`{\rtf1\ansi word \bin99 abcd}`, 'too_complex'],
  ['no rich text', '\x89PNG\0\0\x01\x02', 'binary'],
])('%s is skipped', async (_, content, skip) => {
  const bytes = new Uint8Array(Buffer.from(content, 'latin1'));
  expect(await extractText(bytes, { name: 'a.rtf' })).toMatchObject({ skip });
});

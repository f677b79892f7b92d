import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { encode } from './encode-text.ts';

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const bigEndian = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());
function utf32(text: string, isLittle: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * [...text].length));
  for (const [at, character] of [...text].entries())
    view.setUint32(4 * at, character.codePointAt(0) ?? 0, isLittle);
  return new Uint8Array(view.buffer);
}
const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const read = async (name: string, bytes: Uint8Array, mediaType?: string) => {
  const extracted = await extractText(bytes, { name, mediaType });
  if ('skip' in extracted) throw new Error(`${name}: ${extracted.skip}`);
  return extracted;
};

describe('a byte order mark decides', () => {
  const text = 'Der Schlüssel liegt im Spind.\n灯台\n';
  test.each([
    ['UTF-16, little end first', utf16(`\uFEFF${text}`), 'utf-16le'],
    ['UTF-16, big end first', bigEndian(`\uFEFF${text}`), 'utf-16be'],
    ['UTF-32, little end first', utf32(`\uFEFF${text}`, true), 'utf-32le'],
    ['UTF-32, big end first', utf32(`\uFEFF${text}`, false), 'utf-32be'],
  ])('%s', async (_, bytes, charset) => {
    expect(await read('a.txt', bytes)).toMatchObject({
      text,
      contentType: `text/plain; charset=${charset}`,
    });
  });

  test('and of UTF-8 it is dropped', async () => {
    const bytes = new TextEncoder().encode(`\uFEFF${text}`);
    expect(await read('a.txt', bytes)).toMatchObject({ text, contentType: 'text/plain' });
  });

  test('in a table, a page and a notebook, too', async () => {
    const table = await read('a.csv', utf16('\uFEFFName,Liegeplatz\nMöwe,Süd 9\n'));
    expect(table.text).toContain('| Möwe | Süd 9 |');
    expect(table.contentType).toBe('text/csv; charset=utf-16le');
    const page = await read('a.html', bigEndian('\uFEFF<h1>Tür</h1><p>Zweimal klopfen.'));
    expect(page.text).toContain('# Tür');
    const notebook = { cells: [{ cell_type: 'markdown', source: '# Flut' }], nbformat: 4 };
    const cells = await read('a.ipynb', utf16(`\uFEFF${JSON.stringify(notebook)}`));
    expect(cells.text).toBe('# Flut\n');
  });
});

describe('a declared charset is believed', () => {
  test.each([
    ['a.html', '<meta charset="iso-8859-1"><p>après', 'windows-1252', 'après'],
    [
      'b.html',
      '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>маяк',
      'koi8-r',
      'маяк',
    ],
    ['a.xml', '<?xml version="1.0" encoding="windows-1251"?><b>ключ</b>', 'windows-1251', 'ключ'],
    ['a.py', '# -*- coding: latin-1 -*-\nname = "Zoë"\n', 'windows-1252', 'Zoë'],
    [
      'b.py',
      '#!/usr/bin/env python\n# vim: set fileencoding=cp1250 :\nx = "žluť"\n',
      'windows-1250',
      'žluť',
    ],
    ['a.el', ';; -*- mode: lisp; coding: euc-jp-unix -*-\n;; 灯台\n', 'euc-jp', '灯台'],
    ['b.el', '(x "鍵")\n;; Local Variables:\n;; coding: shift_jis\n;; End:\n', 'shift_jis', '鍵'],
    ['a.css', '@charset "iso-8859-2";\n.a::after { content: "Łódź" }\n', 'iso-8859-2', 'Łódź'],
    ['a.tex', '\\usepackage[latin1]{inputenc}\nDie Tür.\n', 'windows-1252', 'Tür'],
    ['a.po', 'msgstr "Content-Type: text/plain; charset=big5\\n"\nmsgstr "鑰匙"\n', 'big5', '鑰匙'],
  ])('%s', async (name, text, charset, said) => {
    const extracted = await read(name, encode(text, charset));
    expect(extracted.text).toContain(said);
    expect(extracted.contentType).toMatch(`; charset=${charset}`);
  });

  test('when the source declares it', async () => {
    const bytes = encode('ключ', 'koi8-r');
    expect(await read('a.txt', bytes, 'text/plain; charset=KOI8-R')).toMatchObject({
      text: 'ключ',
    });
  });

  test('unless the text is UTF-8', async () => {
    const source = '<meta charset="iso-8859-1"><p>après vingt heures';
    const { text, contentType } = await read('a.html', new TextEncoder().encode(source));
    expect({ text, contentType }).toEqual({
      text: 'après vingt heures\n',
      contentType: 'text/html',
    });
  });
});

describe('an undeclared charset is guessed', () => {
  test.each([
    ['windows-1252', 'Grüße aus der Werft'],
    ['windows-1252', 'Le câble d’amarrage coûte 12 €.'],
    ['windows-1252', '/* © 2019 Müller */ int main() { return 0; }'],
    ['windows-1252', 'La contraseña del almacén está en el cajón.'],
    ['windows-1250', 'Žluťoučký kůň úpěl ďábelské ódy, klíč je v zásuvce.'],
    ['iso-8859-2', 'Żółte boje są sprawdzane codziennie, a klucz leży w szufladzie.'],
    ['windows-1251', 'Дежурство на маяке начинается в десять часов вечера.'],
    ['koi8-r', 'Дежурство на маяке начинается в десять часов вечера.'],
    ['windows-1253', 'Η βάρδια στον φάρο αρχίζει στις δέκα το βράδυ.'],
    ['windows-1256', 'تبدأ المناوبة في المنارة في الساعة العاشرة مساء.'],
    ['shift_jis', '灯台の当番は毎晩十時に始まります。'],
    ['euc-jp', '灯台の当番は毎晩十時に始まります。鍵は受付にあります。'],
    ['gb18030', '灯塔值班每晚十点开始。钥匙在前台。'],
    ['big5', '燈塔值班每晚十點開始。鑰匙在櫃台。'],
    ['euc-kr', '등대 근무는 매일 밤 열 시에 시작합니다.'],
  ])('%s: %s', async (charset, text) => {
    const extracted = await read('notes.txt', encode(text, charset));
    expect(extracted.text).toBe(text);
    expect(extracted.contentType).toMatch(/^text\/plain; charset=/);
  });

  test('of Japanese mail, by its escape sequences', async () => {
    const bytes = ascii('\x1b$BEtBf$NEvHV$O\x1b(B 10\n');
    expect(await read('a.txt', bytes)).toMatchObject({ text: '灯台の当番は 10\n' });
  });

  test('of UTF-16 without its mark', async () => {
    const text = 'The tern schedule is pinned beside the kettle.\r\n';
    expect(await read('a.txt', utf16(text))).toMatchObject({ text });
  });

  test('and colours of a terminal change nothing', async () => {
    const text = '\x1b[32mok\x1b(B\x1b[m 3 Brücken\n';
    const { contentType } = await read('a.log', new TextEncoder().encode(text));
    expect(contentType).toBe('text/plain');
  });

  test('but UTF-8 with a broken character stays UTF-8', async () => {
    const whole = new TextEncoder().encode('Grüße, Öl und Möwen über Häfen, schön ü');
    const { text } = await read('a.md', whole.subarray(0, -1));
    expect(text).toBe('Grüße, Öl und Möwen über Häfen, schön \uFFFD');
  });
});

describe('UTF-8 that is broken stays UTF-8', () => {
  const café = 'caf\xC3\xA9';
  test.each([
    ['half an emoji', `${café} \xE2\x86\x92 done \xF0\x9F\x98\n`, 'café → done \uFFFD\n'],
    ['the other half', `${café} \xE2\x86\x92 done \x98\n`, 'café → done \uFFFD\n'],
    ['a surrogate in three bytes', `${café} \xED\xA0\xBD open\n`, 'café \uFFFD open\n'],
    ['surrogates alone', 'open \xED\xA0\xBD \xED\xA0\xBD\n', 'open \uFFFD \uFFFD\n'],
    ['a line of Latin-1', `${café} na\xC3\xAFve\nM\xFCller\n`, 'café naïve\nM\uFFFDller\n'],
    ['what another reader replaced', `${café} \xEF\xBF\xBD \xE9\n`, 'café \uFFFD \uFFFD\n'],
  ])('with %s', async (_, written, text) => {
    const bytes = ascii(written);
    expect(await read('a.log', bytes)).toMatchObject({
      text,
      contentType: 'text/plain; charset=utf-8',
    });
  });

  test('and two surrogates are the character that they mean', async () => {
    expect((await read('a.log', ascii('\xED\xA0\xBD\xED\xB8\x80 h\xC3\xA4fen'))).text).toBe(
      '😀 häfen',
    );
  });

  test('but Windows-1252 is not, where two of its letters happen to be a sequence', async () => {
    const text = 'QUALITÉ\xA0: la porte de la cabine est fermée';
    expect((await read('a.txt', encode(text, 'windows-1252'))).text).toBe(text);
  });
});

describe('a text with NULs', () => {
  const line = 'The lamp was lit at nine, and the keeper went to bed at ten. ';
  test.each([
    ['one among many letters', `${line}${line}\0${line}`, `${line}${line}\uFFFD${line}`],
    ['many behind a log that was cut', `${line}${'\0'.repeat(500)}`, line],
    ['many before what was written after', `${'\0'.repeat(500)}${line}`, line],
  ])('is a text: %s', async (_, written, text) => {
    expect((await read('a.log', ascii(written))).text).toBe(text);
  });

  test.each([
    ['little else', 'ab\0\0\0\0cd'],
    ['fields of fixed length', 'lamp\0\0\0\0rope\0\0\0\0'.repeat(90)],
    ['nothing else', '\0'.repeat(2_000)],
  ])('is none with %s', async (_, written) => {
    expect(await extractText(ascii(written), { name: 'a.log' })).toMatchObject({ skip: 'binary' });
  });
});

test('lines that end in a carriage return alone are lines', async () => {
  expect((await read('a.md', ascii('# Old\r\rText.\r'))).text).toBe('# Old\n\nText.\n');
});

test.each([12, 200, 5_000])('%i bytes that are no text are skipped as binary', async (length) => {
  let state = 7;
  const bytes = Uint8Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state % 256;
  });
  expect(await extractText(bytes, { name: 'notes.txt' })).toMatchObject({ skip: 'binary' });
});

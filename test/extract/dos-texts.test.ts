import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

/** Bytes by their code page: what is beyond ASCII as hexadecimal in braces. */
const bytes = (text: string) =>
  new Uint8Array(
    Buffer.from(
      text.replace(/\{(\w\w)\}/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    ),
  );
const read = async (name: string, source: string, mediaType?: string) => {
  const found = await extractText(bytes(source), { name, mediaType });
  return 'skip' in found ? found : { text: found.text, contentType: found.contentType };
};

describe('a text of DOS is read in the code page that it names', () => {
  test.each([
    ['a.bat', '@echo off\r\nchcp 850 > nul\r\nrem Stra{E1}e\r\n', 'Straße', 'ibm850'],
    ['a.cmd', '@chcp 852\r\n@echo Gda{E4}sk\r\n', 'Gdańsk', 'ibm852'],
    ['a.bat', 'rem x\r\nchcp 1250\r\nrem Gda{F1}sk\r\n', 'Gdańsk', 'windows-1250'],
    ['a.bat', 'chcp 866\r\nrem {AA}{AB}{EE}{E7}\r\n', 'ключ', 'ibm866'],
    ['a.html', '<meta charset="cp437"><p>Stra{E1}e</p>', 'Straße', 'ibm437'],
    ['a.py', '# -*- coding: cp850 -*-\n# {85} la cl{82}\n', 'à la clé', 'ibm850'],
    ['a.txt', '; vim: fileencoding=cp437\nni{A4}o\n', 'niño', 'ibm437'],
  ])('%s: %s', async (name, source, text, charset) => {
    const found = await read(name, source);
    expect(found).toMatchObject({
      text: expect.stringContaining(text),
      contentType: expect.stringContaining(`charset=${charset}`),
    });
  });

  test('or its Content-Type', async () => {
    expect(await read('a', 'Stra{E1}e\n', 'text/plain; charset=IBM850')).toMatchObject({
      text: 'Straße\n',
    });
  });
});

describe('else in the one in which its letters are those of one language', () => {
  test.each([
    [
      'German',
      'Die T{81}ren m{81}ssen gepr{81}ft sein, au{E1}er nachts.',
      'Die Türen müssen geprüft sein, außer nachts.',
    ],
    ['French', 'Cl{82} {85} la r{82}union, d{82}j{85} re{87}ue', 'Clé à la réunion, déjà reçue'],
    ['Swedish', '{8F}tg{84}rder f{94}r h{94}g last p{86} {94}n', 'Åtgärder för hög last på ön'],
    [
      'Polish',
      'Prosz{A9} sprawdzi{86} za{88}{A5}cznik, b{88}{A5}d po{88}{A5}czenia',
      'Proszę sprawdzić załącznik, błąd połączenia',
    ],
    [
      'Czech',
      'P{FD}{A1}li{E7} {A7}lu{9C}ou{9F}k{EC} k{85}{E5} {A3}p{D8}l',
      'Příliš žluťoučký kůň úpěl',
    ],
    [
      'German in a frame',
      '{DA}{C4}{C4}{C4}{C4}{C4}{C4}{BF}\r\n{B3} T{81}r  {B3}\r\n{C0}{C4}{C4}{C4}{C4}{C4}{C4}{D9}\r\nGepr{81}ft f{81}r S{84}ure.',
      '│ Tür  │',
    ],
  ])('%s', async (_, source, text) => {
    expect(await read('a.txt', source)).toMatchObject({ text: expect.stringContaining(text) });
  });

  test('and what was no text is none', async () => {
    const noise = Array.from({ length: 600 }, (_, i) => (i * 7919 + 13) % 256);
    expect(await extractText(Uint8Array.from(noise), { name: 'a.bin' })).toMatchObject({
      skip: 'binary',
    });
  });
});

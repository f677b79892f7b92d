import { describe, expect, it } from 'vitest';
import { tokenize } from '../../shared/src/lexical/words/tokenize.ts';

const zeros = {
  Arabic: 0x660,
  Persian: 0x6f0,
  Devanagari: 0x966,
  Bengali: 0x9e6,
  Tamil: 0xbe6,
  Thai: 0xe50,
  Lao: 0xed0,
  Khmer: 0x17e0,
  Myanmar: 0x1040,
  'full-width': 0xff10,
};
const inDigits = (text: string, zero: number) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const numbers = ['0', '999', '115', '12000', '1250.50', '12,000', '2.1.0', '2026-03-12', '7 %'];

describe('digits', () => {
  it.each(Object.entries(zeros))('in %s are those of ASCII', (_, zero) => {
    for (const number of [...numbers, '1234567890'])
      expect(tokenize(inDigits(number, zero), 'en')).toEqual(tokenize(number, 'en'));
  });

  it('keep what stands between them', () => {
    expect(tokenize('١٬٢٥٠٫٥٠', 'ar')).toEqual(tokenize('1,250.50', 'ar'));
    expect(tokenize('１２，０００', 'ja')).toEqual(tokenize('12,000', 'ja'));
    expect(tokenize('２０２６／０３／１２', 'ja')).toEqual(tokenize('2026/03/12', 'ja'));
    expect(tokenize('٥٠٪', 'ar')).toEqual(tokenize('50%', 'ar'));
  });

  it('are found within a text, beside letters of a script without spaces', () => {
    expect(tokenize('رقم الطوارئ ٩٩٩ واليوم', 'ar')).toContain('999');
    expect(tokenize('หมายเลขฉุกเฉิน ๑๙๑', 'th')).toContain('191');
    expect(tokenize('上限は１２，０００円です', 'ja')).toContain('12000');
  });

  it('in lakhs and crores are the same number', () => {
    expect(tokenize('₹1,25,000', 'en')).toEqual(tokenize('125,000', 'en'));
    expect(tokenize('₹1,25,00,000', 'en')).toContain('12500000');
    expect(tokenize('12,50,000.50', 'en')).toContain('1250000.50');
  });
});

import { describe, expect, it } from 'vitest';
import { tokenize } from '../../shared/src/lexical/words/tokenize.ts';

describe('numbers', () => {
  it.each([
    ['1599.99', '1,599.99'],
    ['1599.99', '1 599,99'],
    ['1599.99', '1\u202f599,99'],
    ['1599.99', '1.599,99'],
    ['1599.99', "1'599.99"],
    ['1599.99', '1599,99'],
    ['1599', '1,599'],
    ['2000000', '2 000 000'],
    ['3.14.2', 'v3.14.2'],
    ['2026-03-12', '12/03/2026'],
    ['2026-03-12', '03/12/2026'],
    ['2026-03-12', '12.3.2026'],
    ['12', '0012'],
    ['0', '00'],
    ['2499.5', '2 499,50'],
    ['2499,5', '2499.50'],
    ['2499,50', "2'499.5"],
    ['2499', '2.499,00'],
    ['2499', '2499,00'],
    ['0.5', '0,50'],
    ['50%', '50 %'],
    ['50\u00a0%', 'at 50%, 60%'],
    ['12,5%', '12.50 %'],
    ['1200%', '1,200 %'],
    ['2‰', '2 ‰'],
    ['50', '50%'],
  ])('meet however they are written: %s, %s', (one, other) => {
    expect(tokenize(other, 'en')).toContain(tokenize(one, 'en')[0]);
  });

  it.each([
    ['+4930901820', '+49 30 901820'],
    ['+4930901820', '+49 (0)30 / 901820'],
    ['+4930901820', '0049-30-901820'],
    ['030901820', '+4930901820'],
    ['030901820', '030 901820'],
    ['030901820', '030 / 901 820'],
    ['030901820', '(030) 901820'],
    ['030901820', 'tel:030-901820,'],
    ['+33142685300', '+33 1 42 68 53 00'],
    ['+33142685300', '+33.1.42.68.53.00'],
    ['0142685300', '01\u00a042\u00a068\u00a053\u00a000'],
    ['0142685300', '01.42.68.53.00'],
    ['5550104567', '(555) 010-4567'],
    ['5550104567', '+1 555 010 4567'],
    ['5550104567', '555.010.4567'],
    ['901820', '+49 30 901820'],
  ])('of phones meet in whatever groups they are written: %s, %s', (one, other) => {
    expect(tokenize(other, 'en')).toContain(tokenize(one, 'en').at(-1));
  });

  it.each([
    ['07.04.2026 10 12', '2026-04-07'],
    ['05 1599.99', '1599.99'],
    ['+1 500 000,50', '1500000.5'],
    ['0123456789abc', '0123456789abc'],
    ['+12345.6789', '12345.6789'],
  ])('of other kinds are not taken for those of phones: %s', (text, word) => {
    expect(tokenize(text, 'en')).toContain(word);
  });

  it('in a list of pairs or digits are no phone number', () => {
    expect(tokenize('01 02 03 04', 'en')).toEqual(['1', '2', '3', '4']);
    expect(tokenize('01 02 03 04 05 06 07 08', 'en')).toEqual([...'12345678']);
    expect(tokenize('01 2 3 4 5 6 7', 'en')).toEqual([...'1234567']);
    expect(tokenize('01 42 68 53 00', 'en')).toContain('142685300');
    expect(tokenize('01 02 03 04 05', 'en')).toEqual(expect.arrayContaining(['1', '2', '5']));
    expect(tokenize('100 200 3000', 'en')).toEqual(expect.arrayContaining(['100', '200', '3000']));
  });

  it('with points keep their zeros where they may be versions', () => {
    expect(tokenize('24.10', 'en')).not.toContain('24.1');
    expect(tokenize('2024.10', 'en')).not.toContain('2024.1');
  });

  it('in a list are read one by one', () => {
    expect(tokenize('[1,2,3]', 'en')).toEqual(['1', '2', '3']);
    expect(tokenize('see 100 200 files', 'en')).toEqual(['see', '100200', '100', '200', 'file']);
  });
});

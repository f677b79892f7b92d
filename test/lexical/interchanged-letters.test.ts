import { describe, expect, it } from 'vitest';
import { tokenize } from '../../shared/src/lexical/words/tokenize.ts';

const same = (language: string, a: string, b: string) =>
  expect(tokenize(a, language)).toEqual(tokenize(b, language));

describe('letters that writers interchange', () => {
  it.each([
    ['हिन्दी', 'हिंदी'],
    ['मंज़ूरी', 'मंजूरी'],
    ['\u095b्यादा', 'ज्यादा'],
    ['सम्पर्क', 'संपर्क'],
    ['हँसी', 'हंसी'],
    ['دفتر کی چھٹی', 'دفتر كي چہٹي'],
    ['YILLIK İZİN', 'yillik izin'],
    ['hastalık', 'hastalik'],
    ['Þórður', 'thordur'],
  ])('are one: %s, %s', (one, other) => {
    same('und', one, other);
  });

  it.each([
    ['दो', 'दौ'],
    ['জর', 'জড়'],
  ])('are not others: %s, %s', (one, other) => {
    expect(tokenize(one, 'und')).not.toEqual(tokenize(other, 'und'));
  });

  it.each([
    ['דו"ח', 'דוח'],
    ['מע״מ', 'מעמ'],
    ['דו”חות', 'דוחות'],
    ["ג'ורג'", 'גורג'],
    ['צ׳ק', 'צק'],
  ])('are joined by the marks of Hebrew: %s', (marked, plain) => {
    same('he', marked, plain);
  });

  it('are none of the Hebrew word in front of a quote', () => {
    same('he', 'ב"הארץ" נכתב', 'ב הארץ נכתב');
  });

  it('of Persian are parted by its non-joiner, and joined', () => {
    expect(tokenize('کتاب\u200cهای', 'und')).toEqual(tokenize('کتابهای کتاب های', 'und'));
    expect(tokenize('می\u200cشود', 'und')).toEqual(
      expect.arrayContaining(tokenize('می شود', 'und')),
    );
    same('und', 'क्\u200cष', 'क्ष');
  });
});

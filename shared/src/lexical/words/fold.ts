const marked =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** Of Devanagari: what stands for a letter of Persian, and what a nasal before a consonant is written as. */
const nukta = /(?<=[क-ह])\u093C/g;
const nasals = /ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])|ँ/g;
const marks = new RegExp(`(?<=${marked.source})\\p{M}+`, 'gu');

/**
 * Case folding, compatibility decomposition (ﬁ → fi, full width → plain), and without accents and
 * vowel marks. Letters of Arabic and Devanagari that writers interchange are the same.
 */
export function fold(text: string): string {
  if (!/[^\0-\x7F]/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(marks, '')
    .replace(nukta, '')
    .replace(nasals, 'ं')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøłđðþħıةىٱکڪیہھۃەـ]/g, (letter) => plain[letter] ?? letter);
}

const plain: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  // Turkish, typed without its letters or in capitals.
  ı: 'i',
  ة: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ۃ: 'ه',
  ە: 'ه',
  ى: 'ي',
  ٱ: 'ا',
  ک: 'ك',
  ڪ: 'ك',
  ی: 'ي',
  // The kashida only stretches a word.
  ـ: '',
};

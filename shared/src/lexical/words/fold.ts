const marked =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]/u;
const marks = new RegExp(`(?<=${marked.source})\\p{M}+`, 'gu');

/**
 * Case folding, compatibility decomposition (ﬁ → fi, full width → plain), and without accents and
 * vowel marks. Letters of Arabic that writers interchange are the same.
 */
export function fold(text: string): string {
  if (!/[^\0-\x7F]/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(marks, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøłđةىٱکیـ]/g, (letter) => plain[letter] ?? letter);
}

const plain: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ة: 'ه',
  ى: 'ي',
  ٱ: 'ا',
  ک: 'ك',
  ی: 'ي',
  // The kashida only stretches a word.
  ـ: '',
};

/** Case folding, compatibility decomposition (ﬁ → fi, full width → plain), and accents removed. */
export function fold(text: string): string {
  if (!/[^\0-\x7F]/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøłđ]/g, (letter) => plain[letter] ?? letter);
}

const plain: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' };

/** Letters of scripts that never stand in one word with Latin letters. */
const alphabets = String.raw`\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}`;
const ideographs = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}`;
const small = String.raw`a-z\u00DF-\u024F`;
/** Signs that stand alone or beside figures. */
const loneSigns = String.raw`¢£¤¥¦¨¬­¯±´¶¸¹¼½¾×÷©®ƒˆ˜†‡‰\u02C7\u02D8-\u02DD`;

/** What no language writes, each beside the characters that it counts. */
const odd: readonly RegExp[] = [
  // Two scripts in a word; capitals and figures stand beside ideographs.
  new RegExp(
    String.raw`(?<=\p{Script=Latin})[${alphabets}]|[${alphabets}](?=\p{Script=Latin})|(?<=[${small}])[${ideographs}]{1,2}(?=[${small}])|\p{Script=Cyrillic}(?=\p{Script=Greek})|\p{Script=Greek}(?=\p{Script=Cyrillic})`,
    'gu',
  ),
  // A sign between letters; not a soft hyphen, a space, a dash, or Catalan's middle dot.
  /(?<=[\p{L}\p{M}])(?![\0-\x7F\u00A0\u00AD])(?!(?<=[lL])·[lL])[\u0080-\u00BF×÷\p{S}„“”‚‘‹›«»†‡•](?=[\p{L}\p{M}])/gu,
  new RegExp(
    String.raw`[${loneSigns}](?=[^\0-\x7F\s])|(?<=[^\0-\x7F\s])[${loneSigns}]|[\u02C7\u02D8-\u02DD]`,
    'gu',
  ),
  // Frames, and what is no character.
  /[\u2320-\u25FF\u0080-\u009F\p{Co}\p{Cn}\uFFFD]/gu,
  // A capital behind a small letter.
  /\p{Ll}(?=\p{Lu})(?!(?<=[a-z])(?=[A-Z]))/gu,
  // Accents on every letter of a word, or on four in a row.
  /[\u00C0-\u024F]{4,}|(?<![\p{L}\p{M}])(?![Þþ])[\u00C0-\u024F]{2,}(?![\p{L}\p{M}])|(?<![\p{L}\p{M}])[\u0100-\u024F](?![\p{L}\p{M}])/gu,
  /[\uFF61-\uFFDC]|\p{Mn}(?<=[\u0300-\u036F])/gu,
  /[¤¦¨´¸¼½¾](?=\p{L})|(?<=\p{L})[¤¦¨´¸¼½¾]/gu,
];

const han = /\p{Script=Han}/gu;
const hangul = /\p{Script=Hangul}/gu;
const notTurkish = /(?![çğıöşüÇĞİÖŞÜâîûÂÎÛ])[\u00C0-\u024F]/g;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** How much of what lies beyond ASCII in a text does not stand as languages write it: 0 to 1 and more. */
export function oddityOf(text: string, charset = ''): number {
  const beyond = text.match(/[^\0-\x7F]/gu)?.length ?? 0;
  if (beyond === 0) return 0;
  let count = 0;
  for (const form of odd) for (const found of text.match(form) ?? []) count += found.length;
  const sum = (form: RegExp) => text.match(form)?.length ?? 0;
  // Every charset of East Asia has kana, and the Korean one has ideographs.
  if (/^(?:gb|big5|euc-kr)/.test(charset)) count += sum(kana);
  if (charset === 'euc-kr' && sum(han) >= sum(hangul)) count += sum(han);
  if (charset === 'windows-1254' && /[ğışİĞŞ]/.test(text)) count += sum(notTurkish);
  return count / beyond;
}

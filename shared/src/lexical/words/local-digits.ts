/** Digits of the scripts that write numbers as ASCII's ten do: ٩, ۹, ९, ๙, ９. Those beyond U+FFFF only decorate. */
const localDigit = /[\p{Nd}--[0-9\u{10000}-\u{10FFFF}]]/v;
const localDigits = new RegExp(localDigit, 'gv');
/** What stands within a number that is written with them. */
const localMarks = /(?<=\d)[٫．٬，／：－](?=\d)|(?<=\d[\u0020\u00A0\u202F]?)[％٪]/g;

const plain: Record<string, string> = {
  '٫': '.',
  '．': '.',
  '٬': ',',
  '，': ',',
  '／': '/',
  '：': ':',
  '－': '-',
  '％': '%',
  '٪': '%',
};

/** A text with its numbers in ASCII, each character at the same place. */
export function withPlainDigits(text: string): string {
  if (!mayBeLocal.test(text)) return text;
  return text
    .replace(localDigits, (digit) => String(digitValue(digit)))
    .replace(localMarks, (mark) => plain[mark] ?? mark);
}

/** A superset of those digits and marks that is quick to test: most texts have no such character. */
const mayBeLocal = /[\u0660-\u1fff\ua620-\uabff\uff05-\uff1a]/;

/** A script's ten digits follow one another, and those of no other script come next. */
function digitValue(digit: string): number {
  let value = 0;
  const code = digit.codePointAt(0) ?? 0;
  while (value < 9 && localDigit.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

/**
 * A line too long for one chunk in pieces of about one length, in order and whole but for pieces of
 * nothing but white space: cut after a row of HTML, else after a sentence, else after white space,
 * never inside a character.
 */
export function cutLine(line: string, most: number): string[] {
  const parts: string[] = [];
  let start = 0;
  while (line.length - start > most) {
    const rest = line.length - start;
    const even = Math.ceil(rest / Math.ceil(rest / most));
    const end = start + bestEnd(line.slice(start, start + most), even);
    parts.push(line.slice(start, end));
    start = end;
  }
  parts.push(line.slice(start));
  return parts.filter((part) => part.trim() !== '');
}

const afterRow = /<\/tr\s*>\s*/gi;
const afterSentence = /[.!?。！？]["')\]]?\s+|[。！？]/g;
const afterSpace = /\s+/g;

/** Where to end the first piece: near the even length, never past the text. */
function bestEnd(text: string, even: number): number {
  for (const border of [afterRow, afterSentence, afterSpace]) {
    let best = 0;
    for (const { index, 0: found } of text.matchAll(border)) {
      const end = index + found.length;
      if (Math.abs(end - even) < Math.abs(best - even)) best = end;
    }
    if (best > even / 2) return best;
  }
  const splitsPair = /[\uD800-\uDBFF]/.test(text[even - 1] ?? '');
  return splitsPair ? even - 1 : even;
}

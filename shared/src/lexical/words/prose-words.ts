import { fold } from './fold.ts';

/** Words as prose sets them, not the parts of addresses, paths and identifiers. */
export const proseWord = /(?<![^\s("'’*[«“])\p{L}[\p{L}\p{M}]+(?=[.,;:!?)"'’*\]»”]*(?:\s|$))/gu;

const letter = 1;
const space = 2;
const opens = 4;
const closes = 8;

/** What each ASCII character may be in the pattern. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return (
    (/[a-z]/i.test(character) ? letter : 0) |
    (/\s/.test(character) ? space | opens : 0) |
    (/[("'*[]/.test(character) ? opens : 0) |
    (/[.,;:!?)"'*\]]/.test(character) ? closes : 0)
  );
});

/** The words of a text that stand as prose sets them, in order and folded. */
export function foldedProseWords(text: string): string[] {
  if (/[^\0-\x7F]/.test(text)) return (text.match(proseWord) ?? []).map(fold);
  return asciiWords(text.toLowerCase());
}

/** As `proseWord` finds them, several times faster. */
function asciiWords(text: string): string[] {
  const words: string[] = [];
  let before = opens;
  for (let at = 0; at < text.length; ) {
    const kind = kindAt(text, at);
    if (!(before & opens && kind & letter)) {
      before = kind;
      at += 1;
      continue;
    }
    const start = at;
    while (kindAt(text, at) & letter) at += 1;
    before = letter;
    let next = at;
    while (kindAt(text, next) & closes) next += 1;
    if (at - start > 1 && (next === text.length || kindAt(text, next) & space)) {
      words.push(text.slice(start, at));
    }
  }
  return words;
}

/** 0 past the end. */
function kindAt(text: string, at: number): number {
  return at < text.length ? (kinds[text.charCodeAt(at)] ?? 0) : 0;
}

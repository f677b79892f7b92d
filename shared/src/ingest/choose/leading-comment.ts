/** How far a head reaches. */
const limits = { lines: 60, characters: 6_000 };

/** What stands before or between comments at the head of a file, and is none. */
const preamble =
  /^(?:#!|<\?|<!doctype\b|['"]use (?:strict|client|server)['"]|@file:|package\s+[\w.]+;?$|syntax\s*=|@charset\b|#pragma\b|#ifndef\b|#define\s+\w+$|namespace\s|edition\s*=|-\*-)/i;
const blocks: readonly (readonly [open: string, close: string])[] = [
  ['/*', '*/'],
  ['<!--', '-->'],
  ['"""', '"""'],
  ["'''", "'''"],
  ['(*', '*)'],
  ['{-', '-}'],
  ['--[[', ']]'],
  ['=begin', '=end'],
];
/** What opens a comment that ends with its line, in the languages people write. */
const lineComment = /^(?:\/\/+!?|#+(?!\[)|--+|;+|%+|"(?!")|'(?!')|!+|rem\b|dnl\b|\.\\")\s*/i;

/**
 * What the comments at the head of a file say, line by line and without their signs: all of them
 * before the first line of code, with an empty line between two of them.
 */
export function leadingComment(text: string): string[] {
  const said: string[] = [];
  let close: string | null = null;
  for (const raw of text.slice(0, limits.characters).split(/\r?\n/, limits.lines)) {
    let line = raw.trim();
    if (close === null) {
      if (line === '') said.push('');
      if (line === '' || preamble.test(line)) continue;
      const block = blocks.find(([open]) => line.startsWith(open));
      if (block !== undefined) {
        close = block[1];
        line = line.slice(block[0].length);
      } else if (lineComment.test(line)) {
        said.push(line.replace(lineComment, '').trim());
        continue;
      } else {
        break;
      }
    }
    const end = line.indexOf(close);
    const inside = end === -1 ? line : line.slice(0, end);
    said.push(inside.replace(/^[*!\s]+/, '').trim());
    if (end !== -1) {
      const rest = line.slice(end + close.length).trim();
      close = null;
      said.push('');
      if (rest !== '' && rest !== ';') break;
    }
  }
  return said;
}

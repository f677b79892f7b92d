/** A code and its text: `C<text>`, or `C<< text >>` around what holds such signs itself. */
const marks = /[A-Z]<+|>+/g;
const signs: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  verbar: '|',
  sol: '/',
  amp: '&',
  quot: '"',
  apos: "'",
  lchevron: '«',
  rchevron: '»',
  nbsp: ' ',
  copy: '©',
  eacute: 'é',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  oslash: 'ø',
};

/** Codes inside each other that are told apart. */
const maxCodes = 30;

interface Code {
  letter: string;
  brackets: number;
  parts: string[];
}

/** A paragraph of Perl's documentation without its codes, but for code and links. perlpod(1) */
export function podText(text: string): string {
  const open: Code[] = [{ letter: '', brackets: 0, parts: [] }];
  const say = (said: string) => open.at(-1)?.parts.push(said);
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(marks)) {
    const isEnd = mark.startsWith('>');
    say(text.slice(from, index));
    from = index + mark.length;
    if (isEnd) say(closeCodes(open, mark.length, /\s/.test(text[index - 1] ?? '')));
    else if (open.length > maxCodes) say(mark);
    else {
      const brackets = mark.length - 1;
      const isWide = brackets > 1 && /\s/.test(text[from] ?? '');
      open.push({ letter: mark.slice(0, 1), brackets: isWide ? brackets : 1, parts: [] });
      if (!isWide) say('<'.repeat(brackets - 1));
    }
  }
  say(text.slice(from));
  while (open.length > 1) endCode(open);
  return (open[0]?.parts ?? []).join('').replace(/ {2,}/g, ' ');
}

/** Ends as many codes as the brackets do. @returns the brackets that end none */
function closeCodes(open: Code[], given: number, isAfterSpace: boolean): string {
  let left = given;
  while (left > 0) {
    const { brackets = 0 } = open.at(-1) ?? {};
    if (brackets === 0 || brackets > left || (brackets > 1 && !isAfterSpace)) break;
    endCode(open);
    left -= brackets;
  }
  return '>'.repeat(left);
}

function endCode(open: Code[]): void {
  const code = open.pop();
  if (code) open.at(-1)?.parts.push(said(code.letter, code.parts.join('')));
}

function said(letter: string, given: string): string {
  const text = given.trim();
  if (letter === 'C') return text === '' || text.includes('`') ? text : `\`${text}\``;
  if (letter === 'L') return link(text);
  if (letter === 'E') return sign(text);
  return letter === 'X' || letter === 'Z' ? '' : given;
}

function sign(name: string): string {
  const [, hex, decimal] = /^(?:0?x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
  if (hex === undefined && decimal === undefined) return signs[name] ?? name;
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
}

/** `L<text|target>`, `L<page/section>` or an address. */
function link(given: string): string {
  const bar = given.indexOf('|');
  const text = bar === -1 ? '' : given.slice(0, bar).trim();
  const target = given.slice(bar + 1).trim();
  const isAddress = /^https?:[^\s()]+$/.test(target);
  if (text !== '') return isAddress ? `[${text}](${target})` : text;
  const [, page = '', section = ''] = /^([^/]*)\/"?([^"]*)"?$/.exec(target) ?? [];
  if (isAddress || section === '') return target;
  return page === '' ? section : `${section} in ${page}`;
}

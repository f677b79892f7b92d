/** Commands that set an accent, and the character that combines to it. */
const accents: ReadonlyMap<string, string> = new Map([
  ['`', '\u0300'],
  ["'", '\u0301'],
  ['^', '\u0302'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['.', '\u0307'],
  ['"', '\u0308'],
  ['v', '\u030C'],
  ['c', '\u0327'],
]);
const letters: Readonly<Record<string, string>> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  o: 'ø',
  O: 'Ø',
  aa: 'å',
  AA: 'Å',
  l: 'ł',
  L: 'Ł',
};

/** Commands that write their own name: \LaTeX, \BibTeX, \ConTeXt. */
const logo = /\\([A-Za-z]{0,10}TeX[et]?|KOMAScript|METAFONT)(?![A-Za-z])(?:\{\})?/g;

/** A LaTeX title as a reader sees it: without commands, labels, notes and mathematics' dollars. */
export function latexText(source: string): string {
  return source
    .replace(/\\(?:label|index|footnote|thanks|cite\w*)\s*(?:\[[^\]]*\])?\{[^{}]*\}/g, '')
    .replace(/\\texorpdfstring\s*\{[^{}]*\}/g, '')
    .replace(
      /\\([`'^~"=.]|[cv](?=\s*\{))\s*(?:\{\\?(\p{L})\}|\\?(\p{L}))/gu,
      (_, mark: string, inBraces?: string, bare?: string) =>
        `${inBraces ?? bare}${accents.get(mark) ?? ''}`.normalize('NFC'),
    )
    .replace(
      /\\(ss|[aA][eE]|[oO][eE]|aa|AA|[oOlL])(?![a-zA-Z])\s*(?:\{\})?/g,
      (_, name: string) => {
        return letters[name] ?? '';
      },
    )
    .replace(logo, (_, name: string) => (name === 'LaTeXe' ? 'LaTeX2e' : name))
    .replace(/\\\\|~|\\[ ,]/g, ' ')
    .replace(/\\([&%$#_{}])/g, '$1')
    .replace(/\\[a-zA-Z]+\*?\s*/g, '')
    .replace(/[{}$]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed();
}

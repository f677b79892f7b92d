/** Named characters that manuals use; others are left out. groff_char(7) */
const named: Readonly<Record<string, string>> = {
  em: '—',
  en: '–',
  hy: '-',
  bu: '•',
  aq: "'",
  dq: '"',
  co: '©',
  rg: '®',
  tm: '™',
  de: '°',
  lq: '“',
  rq: '”',
  oq: '‘',
  cq: '’',
  Fo: '«',
  Fc: '»',
  rs: '\\',
  ti: '~',
  ha: '^',
  ga: '`',
  at: '@',
  sh: '#',
  Do: '$',
  or: '|',
  ba: '|',
  ul: '_',
  ru: '_',
  sl: '/',
  lB: '[',
  rB: ']',
  lC: '{',
  rC: '}',
  la: '⟨',
  ra: '⟩',
  '->': '→',
  '<-': '←',
  '>=': '≥',
  '<=': '≤',
  '!=': '≠',
  mu: '×',
  di: '÷',
  '+-': '±',
  ss: 'ß',
  Po: '£',
  Eu: '€',
  eu: '€',
  Ye: '¥',
  sc: '§',
  ps: '¶',
  ':a': 'ä',
  ':o': 'ö',
  ':u': 'ü',
  ':A': 'Ä',
  ':O': 'Ö',
  ':U': 'Ü',
  "'e": 'é',
  '`e': 'è',
  ',c': 'ç',
  '/o': 'ø',
  oa: 'å',
  'R"': '"',
  Aq: "'",
  Tm: '™',
  R: '®',
};
const escapes =
  /\\(?:(["#].*)|\*?\[([^\]]{0,30})\]|\*?\((..)|f(?:\[[^\]]{0,20}\]|\(..|.)|s(?:\[[^\]]*\]|[-+]?\d{1,2}|'[^']*')|[FmMgnYkO](?:\[[^\]]{0,30}\]|\(..|.)|\*(.)|[hvwlLDbNoXSHxRZ]'[^']{0,80}'|([\s\S]))/g;
/** Escapes of one character that stand for another. */
const single: Readonly<Record<string, string>> = {
  '-': '-',
  e: '\\',
  '\\': '\\',
  ' ': ' ',
  '~': ' ',
  '0': ' ',
  t: '\t',
  "'": '´',
  '`': '`',
  '.': '.',
  _: '_',
  E: '\\',
};

/** A line of troff without its escapes: `\fB\-\-help\fR` is --help. groff(7) */
export function troffText(line: string): string {
  return line.replace(
    escapes,
    (_, comment?: string, long?: string, short?: string, string?: string, char?: string) => {
      if (comment !== undefined) return '';
      const name = long ?? short ?? string;
      if (name === undefined) return char === undefined ? '' : (single[char] ?? '');
      const code = /^u([0-9A-F]{4,6})$/.exec(name)?.[1];
      const point = Number.parseInt(code ?? '', 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : (named[name] ?? '');
    },
  );
}

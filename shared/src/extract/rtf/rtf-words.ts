/** Groups whose text is none of the document's, and that are not marked as such. */
const silent = new Set(
  (
    'colortbl info pict nonshppict filetbl revtbl rsidtbl themedata colorschememapping ' +
    'datastore latentstyles xmlnstbl listtable listoverridetable pgptbl shprslt sp mmathPict ' +
    'fldtype datafield ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn private xe tc tcn'
  ).split(' '),
);
/** Groups that are marked as to be passed over by who does not know them, and hold text. */
const holdsText = new Set(['shpinst', 'moMath', 'moMathPara', 'mmath']);

/** What a group's first control word makes of its text. */
export type Destination =
  | 'none'
  | 'inherit'
  | 'fonts'
  | 'styles'
  | 'instruction'
  | 'result'
  | 'mark'
  | 'note'
  | 'author'
  | 'Header'
  | 'Footer'
  | 'Comment';

const destinations: Readonly<Record<string, Destination>> = {
  fonttbl: 'fonts',
  stylesheet: 'styles',
  fldinst: 'instruction',
  fldrslt: 'result',
  listtext: 'mark',
  pntext: 'mark',
  footnote: 'note',
  atnauthor: 'author',
  annotation: 'Comment',
  header: 'Header',
  headerl: 'Header',
  headerr: 'Header',
  headerf: 'Header',
  footer: 'Footer',
  footerl: 'Footer',
  footerr: 'Footer',
  footerf: 'Footer',
};

/** @param isOptional whether `\*` stands before it */
export function destinationOf(word: string, isOptional: boolean): Destination {
  const known = destinations[word];
  if (known) return known;
  if (silent.has(word) || /^m\w*Pr$/.test(word)) return 'none';
  return isOptional && !holdsText.has(word) ? 'none' : 'inherit';
}

/** Control words that stand for characters. */
export const characters: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  softline: '\n',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  endash: '–',
  emdash: '—',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  nestcell: ' ',
  nestrow: '\n',
  '~': '\u00A0',
  _: '-',
  '{': '{',
  '}': '}',
  '\\': '\\',
};
/** Control words that end a paragraph. */
export const breaks = new Set(['par', 'sect', 'page', 'column', '\n', '\r']);

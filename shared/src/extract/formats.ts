import { extensionOf } from '../paths.ts';
/** How a file's bytes become text. */
export type Format =
  | 'text'
  | 'markdown'
  | 'csv'
  | 'html'
  | 'mhtml'
  | 'notebook'
  | 'man'
  | 'docbook'
  | 'pod'
  | 'calendar'
  | 'contacts'
  | 'docx'
  | 'pptx'
  | 'xlsx'
  | 'odt'
  | 'ods'
  | 'odp'
  | 'doc'
  | 'xls'
  | 'rtf'
  | 'epub'
  | 'pdf'
  | 'mail';

interface FormatFacts {
  extensions: readonly string[];
  contentType: string;
  /** Whether the text is the file's own, line by line, or Markdown made of it. */
  lines: 'own' | 'derived';
  /** Whether its bytes are mostly not its text, so that the size limit of documents holds. */
  isLarge: boolean;
}

const office = 'application/vnd.openxmlformats-officedocument.';
const openDocument = 'application/vnd.oasis.opendocument.';

/** Of Unix manuals: names end so, as in ls.1, printf.3p and perl.1. A text that is none stays text. */
const manualSections = '1 2 3 4 5 6 7 8 9 1m 1p 1x 1ssl 3p 3pm 3x 3ssl 5ssl 7ssl 8p'.split(' ');

export const formats: Readonly<Record<Format, FormatFacts>> = {
  text: { extensions: [], contentType: 'text/plain', lines: 'own', isLarge: false },
  markdown: {
    extensions: 'md mdx markdown mdc qmd rmd mkd mkdn mkdown mdown mdwn markdn mdtxt mdtext'.split(
      ' ',
    ),
    contentType: 'text/markdown',
    lines: 'own',
    isLarge: false,
  },
  csv: { extensions: ['csv', 'tsv'], contentType: 'text/csv', lines: 'derived', isLarge: false },
  html: {
    extensions: ['html', 'htm', 'xhtml'],
    contentType: 'text/html',
    lines: 'derived',
    isLarge: false,
  },
  mhtml: {
    extensions: ['mht', 'mhtml'],
    contentType: 'multipart/related',
    lines: 'derived',
    isLarge: true,
  },
  notebook: {
    extensions: ['ipynb'],
    contentType: 'application/x-ipynb+json',
    lines: 'derived',
    isLarge: true,
  },
  man: {
    extensions: ['man', 'mdoc', 'roff', ...manualSections],
    contentType: 'text/troff',
    lines: 'derived',
    isLarge: false,
  },
  docbook: {
    // Other XML stays text.
    extensions: ['xml', 'dbk', 'docbook', 'dita', 'ditamap', 'sgml', 'sgm'],
    contentType: 'application/docbook+xml',
    lines: 'derived',
    isLarge: false,
  },
  pod: { extensions: ['pod'], contentType: 'text/x-pod', lines: 'derived', isLarge: false },
  calendar: {
    extensions: ['ics', 'ical'],
    contentType: 'text/calendar',
    lines: 'derived',
    isLarge: false,
  },
  // Genomes, whose files end so, too, stay text.
  contacts: {
    extensions: ['vcf', 'vcard'],
    contentType: 'text/vcard',
    lines: 'derived',
    isLarge: false,
  },
  docx: {
    extensions: ['docx', 'docm', 'dotx'],
    contentType: `${office}wordprocessingml.document`,
    lines: 'derived',
    isLarge: true,
  },
  pptx: {
    extensions: ['pptx', 'pptm', 'ppsx'],
    contentType: `${office}presentationml.presentation`,
    lines: 'derived',
    isLarge: true,
  },
  xlsx: {
    extensions: ['xlsx', 'xlsm'],
    contentType: `${office}spreadsheetml.sheet`,
    lines: 'derived',
    isLarge: true,
  },
  odt: {
    extensions: ['odt', 'ott', 'fodt'],
    contentType: `${openDocument}text`,
    lines: 'derived',
    isLarge: true,
  },
  ods: {
    extensions: ['ods', 'ots', 'fods'],
    contentType: `${openDocument}spreadsheet`,
    lines: 'derived',
    isLarge: true,
  },
  odp: {
    extensions: ['odp', 'otp', 'fodp'],
    contentType: `${openDocument}presentation`,
    lines: 'derived',
    isLarge: true,
  },
  doc: {
    extensions: ['doc', 'dot'],
    contentType: 'application/msword',
    lines: 'derived',
    isLarge: true,
  },
  xls: {
    extensions: ['xls', 'xlt'],
    contentType: 'application/vnd.ms-excel',
    lines: 'derived',
    isLarge: true,
  },
  rtf: { extensions: ['rtf'], contentType: 'application/rtf', lines: 'derived', isLarge: true },
  epub: {
    extensions: ['epub'],
    contentType: 'application/epub+zip',
    lines: 'derived',
    isLarge: true,
  },
  pdf: { extensions: ['pdf'], contentType: 'application/pdf', lines: 'derived', isLarge: true },
  mail: {
    extensions: ['eml', 'emlx', 'mbox', 'mbx', 'msg'],
    contentType: 'message/rfc822',
    lines: 'derived',
    isLarge: true,
  },
};

/** Documents of programs that hold text, but that no kept library reads well. */
const unsupported = new Set('ppt pps xlsb odg mobi azw3 pages numbers key one vsd vsdx'.split(' '));

const byExtension = new Map<string, Format>();
const byContentType = new Map<string, Format>();
for (const format of Object.keys(formats) as Format[]) {
  for (const extension of formats[format].extensions) byExtension.set(extension, format);
  byContentType.set(formats[format].contentType, format);
}
byContentType.set('text/tab-separated-values', 'csv');
byContentType.set('application/xhtml+xml', 'html');
byContentType.set('application/vnd.jupyter', 'notebook');
byContentType.set('text/rtf', 'rtf');
byContentType.set('application/ics', 'calendar');
byContentType.set('text/x-vcard', 'contacts');
byContentType.set('text/directory', 'contacts');
byContentType.set('application/mbox', 'mail');
byContentType.set('message/global', 'mail');
// What a message that came back brings of the one it answers.
byContentType.set('text/rfc822-headers', 'mail');
byContentType.set('application/vnd.ms-outlook', 'mail');

export interface About {
  /** The file's name or path; its extension decides when it has a known one. */
  name: string;
  /** As a source gives it; decides for a name without a known extension. */
  mediaType?: string | undefined;
}

/** How a file is read, by what is known before its bytes are. */
export function formatOf({ name, mediaType }: About): Format | 'unsupported' {
  const extension = extensionOf(name);
  if (unsupported.has(extension)) return 'unsupported';
  const type = withoutParameters(mediaType ?? '');
  return byExtension.get(extension) ?? byContentType.get(type) ?? 'text';
}

/** A content type alone: `text/csv` of `text/csv; charset=shift_jis`. */
export function withoutParameters(contentType: string): string {
  return contentType.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Whether `<b>` in such a text is a tag: in Markdown made of a document it is what its readers see. */
export function hasTags(contentType: string): boolean {
  return (
    hasOwnLines(contentType) || byContentType.get(withoutParameters(contentType)) === 'notebook'
  );
}

/** Whether a stored text with this content type has the file's own lines. */
export function hasOwnLines(contentType: string): boolean {
  const format = byContentType.get(withoutParameters(contentType));
  return format === undefined || formats[format].lines === 'own';
}

import { dosPage } from './dos-pages.ts';

/** Characters at the beginning in which a declaration counts; HTML's own limit is 1,024 bytes. */
const head = 2_048;
/** Of a page, where scripts and styles may stand before it. */
const pageHead = 65_536;
const startsAsPage = /^\s*<(?:!--|!doctype html|(?:html|head|script|style|meta|title|link)[\s>])/i;
/** Characters at the end in which Emacs looks for its local variables. */
const tail = 3_000;
const label = String.raw`["']?([\w.:+-]{2,40})`;

const declarations = [
  // https://html.spec.whatwg.org/multipage/semantics.html#charset
  new RegExp(String.raw`<meta\b[^>]{0,300}\bcharset\s*=\s*${label}`, 'i'),
  new RegExp(String.raw`^\s*<\?xml\b[^>]{0,200}\bencoding\s*=\s*${label}`, 'i'),
  new RegExp(String.raw`^@charset\s+${label}`),
  // Vim's mode line; Python and Emacs: https://peps.python.org/pep-0263/
  new RegExp(String.raw`\b(?:fileencoding|fenc)=${label}`),
  new RegExp(String.raw`^[^\n]{0,200}\bcoding[:=][ \t]*${label}`),
  new RegExp(String.raw`^[^\n]{0,500}\n[ \t]*[#;%/*-][^\n]{0,200}\bcoding[:=][ \t]*${label}`),
  /\\usepackage\[([\w-]{2,20})\]\{inputenc\}/,
  new RegExp(String.raw`^Content-Type:[^\n]{0,200}\bcharset\s*=\s*${label}`, 'im'),
  new RegExp(String.raw`"Content-Type: [^"\n]{0,100}\bcharset=${label}`),
];
const localVariable = new RegExp(String.raw`\bLocal Variables:[^]{0,1000}?\bcoding:[ \t]*${label}`);

/** A batch file of DOS or Windows, which chooses the code page that its texts are in. */
const batchFile = /^\s*(?:@|rem\s|::|chcp\s)/i;
const codePage = /^\s*@?chcp\s+(125\d|437|85[02]|866)\b/im;

/** Names that people write, of what WHATWG calls otherwise. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['latin-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['latin9', 'iso-8859-15'],
  ['ansinew', 'windows-1252'],
  ['applemac', 'macintosh'],
  ['cp932', 'shift_jis'],
  ['cp936', 'gbk'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['macroman', 'macintosh'],
  ['utf-16-le', 'utf-16le'],
  ['utf-16-be', 'utf-16be'],
]);

/** The charset that a file's own text or its Content-Type declares; null when there is none. */
export function declaredCharset(bytes: Uint8Array, mediaType = ''): string | null {
  const given = /;\s*charset\s*=\s*"?([\w.:+-]+)/i.exec(mediaType)?.[1];
  if (given) return charsetName(given);
  const ascii = new TextDecoder('windows-1252');
  const start = ascii.decode(bytes.subarray(0, head));
  for (const form of declarations) {
    const found = form.exec(start)?.[1];
    if (found) return charsetName(found);
  }
  if (startsAsPage.test(start)) {
    const [meta] = declarations;
    const inPage = meta?.exec(ascii.decode(bytes.subarray(0, pageHead)))?.[1];
    if (inPage) return charsetName(inPage);
  }
  const page = batchFile.test(start) ? codePage.exec(start)?.[1] : undefined;
  if (page !== undefined) return charsetName(page.length > 3 ? `windows-${page}` : `cp${page}`);
  const end = ascii.decode(bytes.subarray(-tail));
  const found = localVariable.exec(end)?.[1];
  return found ? charsetName(found) : null;
}

/** The name that the Encoding Standard gives a charset; null when it has none. */
export function charsetName(label: string): string | null {
  // Emacs and Vim say how lines end, too.
  const name = label.toLowerCase().replace(/-(?:unix|dos|mac)$/, '');
  const page = dosPage(name);
  if (page !== null) return page;
  try {
    return new TextDecoder(aliases.get(name) ?? name).encoding;
  } catch {
    return null;
  }
}

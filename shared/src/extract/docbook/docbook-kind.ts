/** At the beginning of an XML file, by which its vocabulary is known. */
export const vocabularyBytes = 16_000;

/** The vocabularies of XML that manuals are written in. */
export type Vocabulary = 'docbook' | 'dita' | 'map' | 'xdoc';

const docbookRoots =
  /^(?:set|book|part|partintro|preface|chapter|appendix|article|reference|refentry|refmeta|refnamediv|refsynopsisdiv|refsect(?:ion|[123])|section|sect[1-5]|simplesect|topic|glossary|bibliography|colophon|dedication|acknowledgements|assembly|variablelist|itemizedlist|orderedlist|para|simpara|note|example|procedure|informaltable)$/;
const ditaRoots =
  /^(?:topic|concept|task|reference|troubleshooting|glossentry|glossgroup|generalTask|machineryTask|learning\w+|dita)$/;
const mapRoots = /^(?:map|bookmap|subjectScheme|learningMap)$/;
/** What no other vocabulary has. */
const docbookElement =
  /<(?:\w{1,12}:)?(?:para|simpara|refnamediv|refsect1|refentrytitle|programlisting|itemizedlist|orderedlist|variablelist|varlistentry|mediaobject|informaltable|sect[1-5])[\s>]/;
const ditaElement =
  /<(?:shortdesc|taskbody|conbody|refbody|prolog|titlealts|related-links)[\s>]|\bxmlns:ditaarch=|\bclass="[-+] (?:topic|map)\//;

const xdocElement = /maven\.apache\.org\/XDOC|<(?:sub)?section\s+name="[^"]*"\s*>/;

/**
 * The vocabulary of an XML file by its beginning; null for any other. What names neither a document
 * type nor a namespace, as the parts of a manual do, is known by elements that others do not have.
 */
export function vocabularyOf(head: string): Vocabulary | null {
  const start = bodyOf(head);
  const [, prefix = '', name = ''] = /^<(?:(\w{1,12}):)?([A-Za-z]\w{1,30})[\s>]/.exec(start) ?? [];
  if (name === '') return null;
  const type =
    /<!doctype\s+[^>[]{0,500}/i.exec(head.slice(0, head.length - start.length))?.[0] ?? '';
  if (/\bDITA\b/.test(type) && ditaRoots.test(name)) return 'dita';
  if (/\bDITA\b/.test(type) && mapRoots.test(name)) return 'map';
  const root = start.slice(0, 2_000).split('>', 1)[0] ?? '';
  if (/docbook/i.test(type) || root.includes('http://docbook.org/ns/docbook')) return 'docbook';
  if (name === 'document' && xdocElement.test(start)) return 'xdoc';
  if (prefix !== '') return null;
  if (
    mapRoots.test(name) &&
    /<(?:topicref|chapter|topichead)\s[^>]{0,500}\b(?:href|navtitle)=/.test(start)
  )
    return 'map';
  if (ditaRoots.test(name) && ditaElement.test(start)) return 'dita';
  return docbookRoots.test(name.toLowerCase()) && docbookElement.test(start) ? 'docbook' : null;
}

/** From the root element on, without what stands before it: declaration, document type, comments. */
function bodyOf(head: string): string {
  let rest = head.replace(/^\uFEFF/, '').trimStart();
  for (;;) {
    const closing = closingOf(rest);
    if (closing === null) return rest;
    const end = rest.indexOf(closing);
    if (end === -1) return '';
    rest = rest.slice(end + closing.length).trimStart();
  }
}

function closingOf(rest: string): string | null {
  if (rest.startsWith('<!--')) return '-->';
  if (rest.startsWith('<?')) return '?>';
  if (!/^<!doctype/i.test(rest)) return null;
  return /^[^>]*\[/.test(rest) ? ']>' : '>';
}

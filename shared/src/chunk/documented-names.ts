import { isBlank } from './outline.ts';

/** What an entry names: an option, a key of a configuration, a function; it has no spaces inside. */
const name = String.raw`(?=-|[^\s\x60]*\p{L}{2})(?=[^\s\x60]*(?:[-_.=:(<\[$@]|\p{Ll}\p{Lu}|\p{Lu}{2}))[^\s\x60]+`;
const directives =
  '(?:[a-z]+:)?(?:class|function|method|classmethod|staticmethod|attribute|data|property|exception|decorator|module|setting|option|cmdoption|django-admin(?:-option)?|envvar|confval|macro|type|struct|member|var|describe|object|signal|templatetag|templatefilter|fieldlookup)';

const patterns = [
  // reStructuredText: `.. setting:: MAX_AGE`, `.. py:method:: Table.next(hour)`.
  String.raw`^\s*\.\.\s+${directives}::\s+(\S+)`,
  // Markdown: an item or a row that begins with a name as code.
  String.raw`^\s*(?:[-*+]|\d+[.)])\s+(?:\*\*|__)?\x60{1,2}(${name})[^\x60]*\x60{1,2}(?![_\x60])`,
  String.raw`^\s*\|\s*(?:\*\*|__)?\x60(${name})\x60`,
].map((pattern) => new RegExp(pattern, 'u'));
/** AsciiDoc: `--dry-run::`, with its text on the next line. */
const term = new RegExp(String.raw`^\x60?(${name})\x60?(?:\s\S{1,40}){0,3}::+$`, 'u');
/** Characters; a longer line is a paragraph. */
const maxLineLength = 300;

/** The names that entries of a reference are about: options, keys, functions. */
export function documentedNames(lines: readonly string[]): string[] {
  const names = new Set<string>();
  for (const [at, line] of lines.entries()) {
    if (line.length > maxLineLength) continue;
    const isTerm = line.endsWith('::') && !isBlank(lines[at + 1]);
    const found = isTerm
      ? term.exec(line)?.[1]
      : patterns.map((pattern) => pattern.exec(line)?.[1]).find((one) => one !== undefined);
    if (found !== undefined) for (const one of writtenOut(found)) names.add(one);
  }
  return [...names].filter((one) => one !== '');
}

/** Without what it takes: `--fixup=<commit>`, `next(hour)`, `MAX_AGE=`. Of `--[no-]verify` both forms. */
function writtenOut(written: string): string[] {
  const both = ['', 'no-'].map((no) => written.replace('[no-]', no));
  return both.map((one) => one.replace(/(?<=[^([<=])[=([<].*$/, '').replace(/^::?|[,:;.]+$/g, ''));
}

/** 0-based numbers of lines. */
type IsHidden = (lines: readonly string[]) => boolean[];

/** Lines that a page made of another markup language does not show, by the file's extension. */
export const commentReaders: ReadonlyMap<string, IsHidden> = new Map([
  ['rst', restructuredText],
  ['rest', restructuredText],
  ['adoc', asciidoc],
  ['asciidoc', asciidoc],
  ['asc', asciidoc],
  ['org', org],
]);

/** Directives whose content shows nothing, and those that show it as it is. */
const silent = /^\.\. +(?:meta|raw)::/;
const literal = /^\.\. +(?:code|code-block|sourcecode|parsed-literal|math)::|::\s*$/;
/** What `..` begins beside a comment: a directive, a target, a footnote, a substitution. */
const markup = /^\.\. +(?:[\w:.+-]+::|_[^\s]|__|\[[^\]]+\]|\|[^|]+\| )/;

/** https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#comments */
function restructuredText(lines: readonly string[]): boolean[] {
  let block: { indent: number; isHidden: boolean } | null = null;
  return lines.map((line) => {
    if (line.trim() === '') return false;
    const indent = line.search(/\S/);
    if (block !== null && indent > block.indent) return block.isHidden;
    const said = line.trim();
    const isComment = /^\.\.(?:\s|$)/.test(said) && !markup.test(said);
    if (isComment || silent.test(said)) block = { indent, isHidden: true };
    else block = literal.test(said) ? { indent, isHidden: false } : null;
    return block?.isHidden === true;
  });
}

/** https://docs.asciidoctor.org/asciidoc/latest/comments/ */
function asciidoc(lines: readonly string[]): boolean[] {
  let fence: string | null = null;
  return lines.map((line) => {
    const said = line.trimEnd();
    if (fence !== null) {
      const isHidden = fence.startsWith('/');
      if (said === fence) fence = null;
      return isHidden;
    }
    if (/^(?:\/{4,}|-{4,}|\.{4,}|\+{4,})$/.test(said)) fence = said;
    return fence?.startsWith('/') ?? /^\/\/(?!\/)/.test(said);
  });
}

/** https://orgmode.org/manual/Comment-Lines.html */
function org(lines: readonly string[]): boolean[] {
  let block: string | null = null;
  return lines.map((line) => {
    const [, edge, name = ''] = /^\s*#\+(begin|end)_(\w+)/i.exec(line) ?? [];
    const isHidden = block === 'comment' || (block === null && /^\s*#(?:\s|$)/.test(line));
    if (block === null && edge?.toLowerCase() === 'begin') block = name.toLowerCase();
    else if (edge?.toLowerCase() === 'end' && name.toLowerCase() === block) block = null;
    return isHidden || name.toLowerCase() === 'comment';
  });
}

/** Files whose text is Markdown, with HTML. */
const markdown = /\.(md|mdx|markdown|mdc|qmd|rmd|ipynb)$/i;
/** Files whose text was made Markdown by DocPilot (shared/src/extract/formats.ts). */
const derived =
  /\.(csv|tsv|x?html?|mht(ml)?|doc[mx]?|dotx?|ppt[mx]|ppsx|xls[mx]?|xlt|f?od[tsp]|ot[tsp]|rtf|epub|pdf|emlx?|mbox|mbx|msg)$/i;
const plain = /\.(txt|text|rst|adoc|asciidoc|org|tex|log)$|(^|\/)[A-Z]+$/;

/** Content types of files that keep their own lines, and of notebooks, which hold Markdown. */
const withTags = /^(?:text\/(?:plain|markdown)|application\/(?:x-ipynb\+json|vnd\.jupyter))\b/;

/**
 * Whether `<b>` in a text is a tag: in Markdown that DocPilot made of a document it is what the
 * document's readers see.
 * @param {{ source: string, path: string, content_type?: string }} document
 */
export function hasTags({ source, path, content_type }) {
  if (content_type !== undefined) return withTags.test(content_type);
  return source !== 'web' && !derived.test(path);
}

/**
 * How a document's text is shown.
 * @param {{ source: string, path: string }} document
 * @returns {'markdown' | 'plain' | 'code'}
 */
export function textKind({ source, path }) {
  if (source === 'conversations' || markdown.test(path) || derived.test(path)) {
    return 'markdown';
  }
  if (plain.test(path)) return 'plain';
  return ['drive', 'web'].includes(source) ? 'markdown' : 'code';
}

/** Files whose text is Markdown, or was made Markdown by DocPilot (shared/src/extract/formats.ts). */
const markdown =
  /\.(md|mdx|markdown|mdc|qmd|rmd|csv|tsv|html?|xhtml|ipynb|doc[mx]|dotx|ppt[mx]|ppsx|xls[mx]|odt|pdf|eml|msg)$/i;
const plain = /\.(txt|text|rst|adoc|asciidoc|org|tex|log)$|(^|\/)[A-Z]+$/;

/**
 * How a document's text is shown.
 * @param {{ source: string, path: string }} document
 * @returns {'markdown' | 'plain' | 'code'}
 */
export function textKind({ source, path }) {
  if (source === 'conversations' || markdown.test(path)) return 'markdown';
  if (plain.test(path)) return 'plain';
  return ['drive', 'web'].includes(source) ? 'markdown' : 'code';
}

import { fileName } from '../../paths.ts';

/**
 * Extensions of the files that GitHub shows rendered instead of as lines. Markup: those of
 * github/markup and of its languages in linguist. Others:
 * https://docs.github.com/en/repositories/working-with-files/using-files/working-with-non-code-files
 */
const markdown = 'md mdx markdown mdown mdwn mkd mkdn mkdown ronn scd livemd workbook litcoffee';
const markup =
  'rst rest rst.txt rest.txt adoc asciidoc asc org textile rdoc pod pod6 creole mediawiki wiki rmd qmd';
const previews = 'ipynb csv tsv svg geojson topojson stl mermaid mmd pdf';

const markdownExtensions = new Set(markdown.split(' '));
const renderedExtensions = new Set(`${markdown} ${markup} ${previews}`.split(' '));

/** Whether GitHub shows a file rendered, by its path. */
export function isRenderedOnGitHub(path: string): boolean {
  const [last, lastTwo] = extensionsOf(path);
  return renderedExtensions.has(last) || renderedExtensions.has(lastTwo);
}

/** Whether GitHub renders a file as Markdown, by its path. */
export function isMarkdownOnGitHub(path: string): boolean {
  return markdownExtensions.has(extensionsOf(path)[0]);
}

/** The part of a file's name after its last dot, and after the dot before; empty: there is none. */
function extensionsOf(path: string): [last: string, lastTwo: string] {
  const parts = fileName(path).toLowerCase().split('.').slice(1);
  return [parts.at(-1) ?? '', parts.slice(-2).join('.')];
}

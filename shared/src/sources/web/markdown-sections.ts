import MarkdownIt from 'markdown-it';
import { headingAnchors } from '../../chunk/heading-anchors.ts';
import type { Locations } from '../../document.ts';

/** Characters above which a text's sections are not looked for. */
const maxChars = 1_000_000;
const markdown = new MarkdownIt({ html: true });

/**
 * Where the sections of a page begin that a site offers as Markdown. It gives no ids, so they are
 * those that GitHub and most generators of sites make of a heading; a wrong one leads to the page.
 */
export function markdownSections(text: string): Locations['starts'] {
  if (text.length > maxChars) return [];
  return headingAnchors(markdown.parse(text, {}), 0)
    .filter(({ anchor }) => anchor !== '')
    .map(({ line, anchor }) => ({ line: line + 1, at: anchor }));
}

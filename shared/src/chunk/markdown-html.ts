import MarkdownIt from 'markdown-it';
import { headingText } from './heading-text.ts';
import type { Heading } from './outline.ts';

const { unescapeAll } = new MarkdownIt().utils;
/** Bounded, so that tags that never close cost no more than they are long. */
const heading =
  /(?:<details\b[^>]{0,300}>\s{0,50})?<(h[1-6]|summary)\b[^>]{0,300}>((?:(?!<\/?(?:h[1-6]|summary)\b)[\s\S]){0,600})|<\/details\s*>/gi;
/** The level of summaries inside summaries without end: every chunk carries what stands above. */
const deepest = 8;
/** Kinds of HTML whose content is no text of the page. */
const hidden = /^\s*<(?:!--|pre\b|script\b|style\b|textarea\b|\?|!\[CDATA)/i;

/**
 * Adds the headings in a block of HTML: `<h1>` to `<h6>`, and `<summary>` one level below the heading
 * that it stands under, until its `</details>`.
 * @param firstLine 0-based number of the block's first line
 * @param headings those above it, to which its own are added
 * @param summaries the levels of those that are open; they may close in a later block
 */
export function addHtmlHeadings(
  html: string,
  firstLine: number,
  headings: Heading[],
  summaries: number[],
): void {
  if (hidden.test(html)) return;
  let line = firstLine;
  let counted = 0;
  for (const { index, 1: name, 2: inside = '' } of html.matchAll(heading)) {
    line += lineBreaks(html.slice(counted, index));
    counted = index;
    if (name === undefined) {
      // An empty heading ends the section that the summary opened.
      const level = summaries.pop();
      if (level !== undefined) headings.push({ line: line + 1, level, text: '' });
      continue;
    }
    const text = headingText(
      unescapeAll(inside).replace(/<img\b[^>]{0,300}?\balt="([^"]*)"[^>]*>/gi, '$1'),
    );
    // A template's expression says nothing by itself.
    if (text === '' || /^\{[^}]*\}$/.test(text)) continue;
    const isSummary = name.toLowerCase() === 'summary';
    const level = isSummary ? Math.min(levelOf(headings.at(-1)) + 1, deepest) : Number(name[1]);
    if (isSummary) summaries.push(level);
    headings.push({ line, level, text, isSummary });
  }
}

/** What an empty heading ends stood one level below the one that goes on. */
function levelOf(heading: Heading | undefined): number {
  if (heading === undefined) return 0;
  return heading.text === '' ? heading.level - 1 : heading.level;
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1;
}

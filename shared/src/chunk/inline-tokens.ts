import MarkdownIt, { type Token } from 'markdown-it';

export type InlineToken = Pick<Token, 'type' | 'content'>;

const inlines = new MarkdownIt({ html: true });
/** What marks something in a line, of GitHub's and of site generators' Markdown, or is read otherwise. */
const marks = /[\\`*_~[\]!<&{\n\r\0]/;

/** Most headings hold none, and are read without the parser. */
export function mayHoldMarks(source: string): boolean {
  return marks.test(source);
}

/** Of its marks, text that is made of a document has these alone: all other signs are text. */
const derived = new MarkdownIt();
derived.inline.ruler.enableOnly(['text', 'newline', 'backticks', 'link']);

/** What derived Markdown says in one block. */
export function derivedTokens(source: string): InlineToken[] {
  if (!/`|\]\(/.test(source)) return [{ type: 'text', content: source }];
  return derived.parseInline(source, {}).flatMap(({ children }) => children ?? []);
}

/** What Markdown makes of the text of one block. */
export function inlineTokens(source: string): InlineToken[] {
  if (!mayHoldMarks(source)) return [{ type: 'text', content: source }];
  return inlines.parseInline(source, {}).flatMap(({ children }) => children ?? []);
}

import MarkdownIt, { type Token } from 'markdown-it';

export type InlineToken = Pick<Token, 'type' | 'content'>;

const inlines = new MarkdownIt({ html: true });
/** What marks something in a line, of GitHub's and of site generators' Markdown, or is read otherwise. */
const marks = /[\\`*_~[\]!<&{\n\r\0]/;

/** Most headings hold none, and are read without the parser. */
export function mayHoldMarks(source: string): boolean {
  return marks.test(source);
}

/** What Markdown makes of the text of one block. */
export function inlineTokens(source: string): InlineToken[] {
  if (!mayHoldMarks(source)) return [{ type: 'text', content: source }];
  return inlines.parseInline(source, {}).flatMap(({ children }) => children ?? []);
}

import type { DocumentText } from '../document-text.ts';
import { limits } from '../limits.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { HtmlBlocks } from './html-blocks.ts';
import { HtmlSurvey, isMainElement } from './html-survey.ts';

/**
 * A page's main content: `<main>` where it has one, else the body without navigation, scripts
 * and forms. The title stands above a page that has no top heading.
 */
export async function readHtml(page: string): Promise<DocumentText> {
  const { Parser } = await import('htmlparser2');
  const front = frontMatter.exec(page)?.[0] ?? '';
  const html = page.slice(front.length);
  const options = { recognizeSelfClosing: isXhtml(html) };
  const survey = new HtmlSurvey();
  new Parser(survey, options).end(html);
  const { hasMain, hasTopHeading, layoutTables, styleSheet } = survey;
  const write = (mainOnly: boolean) => {
    const writer = new MarkdownWriter(Math.max(limits.textChars, html.length));
    const isMain = mainOnly ? isMainElement : null;
    const blocks = new HtmlBlocks(writer, { isMain, hasTopHeading, layoutTables, styleSheet });
    const parser = new Parser(blocks, options);
    parser.end(html);
    return writer;
  };
  const main = write(hasMain);
  const text = (main.empty && hasMain ? write(false) : main).finish();
  return { text: front === '' ? text : `${front}\n${text}` };
}

/** What generators of sites read before a page; the chunker decides whether it is that. */
const frontMatter =
  /^\uFEFF?---[ \t]*\r?\n(?:[ \t]*[\w"'#-][^<\n]*\n|[ \t]*\r?\n){1,200}?---[ \t]*(?:\r?\n|$)/;

/** In XHTML an element may end itself: `<title/>` does not make the page its title. */
export function isXhtml(html: string): boolean {
  return /^\s*<\?xml\s/.test(html.slice(0, 200)) || /<html[^>]*\sxmlns=/.test(html.slice(0, 2_000));
}

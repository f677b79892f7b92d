import { deEncapsulateSync } from 'rtf-stream-parser';
import type { DocumentText } from '../document-text.ts';
import { readHtml } from '../html/read-html.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { RtfBlocks } from './rtf-blocks.ts';
import { charsetOfCodePage, decodeRtf } from './rtf-charset.ts';
import { rtfTokens } from './rtf-tokens.ts';

/** Rich text; where Outlook has put a page into it ([MS-OXRTFEX]), that page. */
export async function readRtf(bytes: Uint8Array): Promise<DocumentText> {
  const head = Buffer.from(bytes.subarray(0, 1_000)).toString('latin1');
  if (/\\fromhtml1\b/.test(head)) return readHtml(pageOf(bytes));
  const writer = new MarkdownWriter();
  const blocks = new RtfBlocks(writer);
  for (const token of rtfTokens(bytes)) blocks.token(token);
  blocks.finish();
  return { text: writer.finish() };
}

function pageOf(bytes: Uint8Array): string {
  const { text } = deEncapsulateSync(Buffer.from(bytes), {
    mode: 'html',
    decode: (part, codePage) => decodeRtf([...part], charsetOfCodePage(Number(codePage.slice(2)))),
    warn: () => undefined,
  });
  return String(text);
}

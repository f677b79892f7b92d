import { checkCompoundFile, startsAsCompoundFile } from '../container/compound-file.ts';
import type { DocumentText } from '../document-text.ts';
import { readHtml } from '../html/read-html.ts';
import { limits } from '../limits.ts';
import { MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { orSkipped, type Skipped, Unreadable } from '../unreadable.ts';
import type { AttachedFile, Mail } from './mail.ts';
import { mailAsUtf8 } from './mail-as-utf8.ts';
import { isEnvelope } from './mail-envelope.ts';

/** Reads an attached file; null when it is of a kind that is not read. */
export type ReadAttachment = (attachment: AttachedFile) => Promise<DocumentText | Skipped | null>;

/**
 * Mail, one message or an mbox of them: subject, people, date, text, and what is attached, read as
 * a file of its kind is.
 */
export async function readMail(
  bytes: Uint8Array,
  readAttachment: ReadAttachment,
): Promise<DocumentText> {
  if (startsAsCompoundFile(bytes)) {
    checkCompoundFile(bytes);
    const { parseMsg } = await import('./parse-msg.ts');
    const writer = new MarkdownWriter();
    await writeMail(writer, parseMsg(bytes), readAttachment);
    return { text: writer.finish() };
  }
  const { parseEml, splitMbox } = await import('./parse-eml.ts');
  const firstLine = new TextDecoder('latin1').decode(bytes.subarray(0, 300)).split('\n')[0] ?? '';
  const messages = isEnvelope(firstLine) ? splitMbox(bytes) : [ofAppleMail(bytes, firstLine)];
  if (messages.length > limits.mailMessages) {
    throw new Unreadable('too_large', `It holds over ${limits.mailMessages} messages.`);
  }
  const isBox = messages.length > 1;
  const writer = new MarkdownWriter(Math.max(limits.textChars, isBox ? bytes.length : 0));
  for (const [index, message] of messages.entries()) {
    const readable = index < limits.mailGuesses ? await mailAsUtf8(message) : message;
    await writeMail(writer, await parseEml(readable), readAttachment);
  }
  return { text: writer.finish() };
}

/** The message of an .emlx: its length stands above it, and what Apple's Mail notes of it below. */
function ofAppleMail(bytes: Uint8Array, firstLine: string): Uint8Array {
  if (!/^\d+\s*$/.test(firstLine)) return bytes;
  const from = firstLine.length + 1;
  return bytes.subarray(from, from + Number(firstLine));
}

/** Signatures, keys and what is encrypted: no text. */
const secured = /^application\/(?:pgp-|(?:x-)?pkcs7-)/i;
const armourEdge = /^-----(BEGIN|END) PGP ([A-Z ]+)-----\s*$/;

/** What PGP signed in the clear, without the signature; and no keys and encrypted messages. */
function withoutArmour(text: string): string {
  if (!text.includes('-----BEGIN PGP ')) return text;
  const shown: string[] = [];
  let block: string[] | null = null;
  for (const line of text.split('\n')) {
    const [, edge, kind = ''] = armourEdge.exec(line) ?? [];
    const isSigned = kind === 'SIGNED MESSAGE';
    if (edge === 'BEGIN' && !isSigned && !block) block = [];
    if (block) block.push(line);
    else if (!isSigned && !/^Hash: \w+\s*$/.test(line)) shown.push(line);
    if (edge === 'END') block = null;
  }
  return [...shown, ...(block ?? [])].join('\n');
}

async function writeMail(
  writer: MarkdownWriter,
  mail: Mail,
  readAttachment: ReadAttachment,
): Promise<void> {
  writer.heading(1, mail.subject);
  const people = { From: mail.from, To: mail.to, Date: mail.date };
  const known = Object.entries(people).filter(([, value]) => value !== '');
  writer.paragraph(known.map(([name, value]) => `${name}: ${oneLine(value)}`).join('\n'));
  const text = withoutArmour(mail.text);
  if (text.trim() !== '') writeText(writer, text);
  else if (mail.html.trim() !== '') await writePart(writer, () => readHtml(mail.html));
  else if (mail.rtf) await writeRtf(writer, mail.rtf);
  if (mail.attachments.length > limits.mailAttachments) {
    throw new Unreadable('too_complex', `It has over ${limits.mailAttachments} attachments.`);
  }
  for (const attachment of mail.attachments) {
    if ('mediaType' in attachment && secured.test(attachment.mediaType)) continue;
    if (attachment.name !== '') writer.heading(2, `Attachment: ${attachment.name}`);
    if ('message' in attachment) await writeMail(writer, attachment.message, readAttachment);
    else await writePart(writer, () => readAttachment(attachment));
  }
}

async function writeRtf(writer: MarkdownWriter, rtf: Uint8Array): Promise<void> {
  const { readRtf } = await import('../rtf/read-rtf.ts');
  await writePart(writer, () => readRtf(rtf));
}

function writeText(writer: MarkdownWriter, text: string): void {
  for (const paragraph of text.replaceAll('\r\n', '\n').split(/\n\s*\n/)) {
    writer.paragraph(paragraph, { lists: true });
  }
}

/** Writes what can be read of a part: the message counts, whatever is wrong with its parts. */
async function writePart(
  writer: MarkdownWriter,
  read: () => Promise<DocumentText | Skipped | null>,
): Promise<void> {
  const part = await orSkipped(read);
  if (part && 'text' in part) writer.markdown(part.text);
}

import PostalMime, { type Address } from 'postal-mime';
import { limits } from '../limits.ts';
import type { Mail } from './mail.ts';
import { isEnvelope } from './mail-envelope.ts';

/** A message as it is sent: RFC 5322 with MIME. Messages inside it are attachments. */
export async function parseEml(bytes: Uint8Array): Promise<Mail> {
  const email = await PostalMime.parse(bytes, {
    maxNestingDepth: limits.mailDepth,
    forceRfc822Attachments: true,
  });
  const list = (addresses: readonly Address[] = []) => addresses.map(nameOf).join(', ');
  return {
    subject: email.subject ?? '',
    from: email.from ? nameOf(email.from) : '',
    to: list([...(email.to ?? []), ...(email.cc ?? [])]),
    date: email.headers.find(({ key }) => key === 'date')?.value ?? '',
    text: email.text ?? '',
    html: email.html ?? '',
    attachments: email.attachments.flatMap(({ filename, mimeType, content }) =>
      typeof content === 'string'
        ? []
        : [{ name: filename ?? '', mediaType: mimeType, bytes: new Uint8Array(content) }],
    ),
  };
}

function nameOf({ name, address, group }: Address): string {
  if (group) return `${name}: ${group.map(nameOf).join(', ')}`;
  // A server's own notes have a name for an address.
  if (name === '' || !address) return name || (address ?? '');
  return `${name} <${address}>`;
}

/** The messages of an mbox, each without the line that begins it (RFC 4155). */
export function splitMbox(bytes: Uint8Array): Uint8Array[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages: Uint8Array[] = [];
  let start = buffer.indexOf('\n') + 1;
  for (let at = buffer.indexOf('\nFrom '); at !== -1; at = buffer.indexOf('\nFrom ', at + 1)) {
    // In a text the line has no date at its end.
    const lineEnd = buffer.indexOf('\n', at + 1);
    const line = buffer.toString('latin1', at + 1, lineEnd === -1 ? buffer.length : lineEnd);
    if (!isEnvelope(line)) continue;
    messages.push(unquoted(buffer.subarray(start, at + 1)));
    start = lineEnd === -1 ? buffer.length : lineEnd + 1;
  }
  messages.push(unquoted(buffer.subarray(start)));
  return messages;
}

/** A line of a text that begins with From is written with a > before it. */
function unquoted(message: Buffer): Buffer {
  if (!message.includes('\n>From ')) return message;
  return Buffer.from(message.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1');
}

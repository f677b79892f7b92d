import msgReader, { type FieldsData } from '@kenjiuno/msgreader';
import { limits } from '../limits.ts';
import { decompressRtf } from './decompress-rtf.ts';
import type { Attachment, Mail } from './mail.ts';

// A CommonJS module: what it calls its default is not Node's.
const MsgReader = msgReader.default;

/** A message as Outlook saves it ([MS-OXMSG]), and those inside it. */
export function parseMsg(bytes: Uint8Array): Mail {
  const reader = new MsgReader(bytes.slice().buffer);
  return mailOf(reader, reader.getFileData(), 0);
}

/** @param around how many messages this one stands in */
function mailOf(reader: InstanceType<typeof MsgReader>, file: FieldsData, around: number): Mail {
  const { subject = '', senderName = '', body = '', bodyHtml = '', recipients = [] } = file;
  const address = file.senderSmtpAddress ?? file.senderEmail ?? '';
  const attachments = (file.attachments ?? []).flatMap((attachment): Attachment[] => {
    const inner = attachment.innerMsgContentFields;
    if (inner) {
      if (around + 1 >= limits.nestedMessages) return [];
      return [{ name: '', message: mailOf(reader, inner, around + 1) }];
    }
    const { fileName, content } = reader.getAttachment(attachment);
    return [{ name: fileName, mediaType: '', bytes: content }];
  });
  return {
    subject,
    from: [senderName, address && `<${address}>`].filter(Boolean).join(' '),
    to: recipients.map(({ name, email }) => name || email || '').join(', '),
    date: file.messageDeliveryTime ?? file.clientSubmitTime ?? '',
    text: body,
    html: bodyHtml || (file.html ? new TextDecoder('utf-8').decode(file.html) : ''),
    ...(file.compressedRtf ? { rtf: decompressRtf(file.compressedRtf) } : {}),
    attachments,
  };
}

/** A message, whichever file it came in. */
export interface Mail {
  subject: string;
  from: string;
  to: string;
  /** As the message says it. */
  date: string;
  text: string;
  html: string;
  /** Rich text, when that is all there is. */
  rtf?: Uint8Array;
  attachments: Attachment[];
}

/** A file that came with a message, or a message that its file holds inside. */
export type Attachment = AttachedFile | { name: string; message: Mail };

export interface AttachedFile {
  /** Empty when it has none. */
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

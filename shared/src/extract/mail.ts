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

export interface Attachment {
  /** Empty when it has none. */
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

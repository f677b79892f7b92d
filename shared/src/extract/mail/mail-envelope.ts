/** Whether the line begins a message in an mbox: From, an address, a time (RFC 4155). */
export function isEnvelope(line: string): boolean {
  return line.length < 300 && /^From \S+.*\d{1,2}:\d{2}.*\d{4}/.test(line);
}

/** The time that git writes into every patch, whatever its own. */
const patchTime = 'Mon Sep 17 00:00:00 2001';

/** Whether a text without a mail's name is an mbox, as mail programs and lists keep them. */
export function startsAsMbox(head: string): boolean {
  const [first = '', second = ''] = head.split(/\r?\n/, 2);
  return isEnvelope(first) && !first.includes(patchTime) && /^[!-9;-~]{2,40}:\s/.test(second);
}

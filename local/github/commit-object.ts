export interface CommitObject {
  treeSha: string;
  parentShas: string[];
  author: Signature | null;
  committer: Signature | null;
  message: string;
  /** The signature and the text that it signs. */
  signed: { signature: string; payload: string } | null;
}

interface Signature {
  name: string;
  email: string;
  /** In UTC to the second, as GitHub writes it: 2026-01-31T09:00:00Z. */
  date: string;
}

/** Reads a commit as git stores it: header lines, those with a space continuing, then the message. */
export function parseCommit(bytes: Buffer): CommitObject {
  const end = bytes.indexOf('\n\n');
  const headerBytes = end < 0 ? bytes : bytes.subarray(0, end);
  const charset = /^encoding (.+)$/m.exec(headerBytes.toString('latin1'))?.[1] ?? 'utf-8';
  const headers = readHeaders(decode(headerBytes, charset));
  const all = (name: string) => headers.filter(([key]) => key === name).map(([, value]) => value);
  const signature = all('gpgsig')[0] ?? all('gpgsig-sha256')[0];
  return {
    treeSha: all('tree')[0] ?? '',
    parentShas: all('parent'),
    author: parseSignature(all('author')[0]),
    committer: parseSignature(all('committer')[0]),
    message: end < 0 ? '' : decode(bytes.subarray(end + 2), charset).replace(/\n+$/, ''),
    signed: signature === undefined ? null : { signature, payload: withoutSignature(bytes) },
  };
}

function readHeaders(text: string): Array<[name: string, value: string]> {
  const headers: Array<[string, string]> = [];
  for (const line of text.split('\n')) {
    const last = headers.at(-1);
    const space = line.indexOf(' ');
    if (space === 0 && last) last[1] += `\n${line.slice(1)}`;
    else headers.push([line.slice(0, space), line.slice(space + 1)]);
  }
  return headers;
}

/** Old tools left odd lines behind; what cannot be read is unknown, not invented. */
function parseSignature(line: string | undefined): Signature | null {
  const [, name, email, seconds] = /^(.*?) ?<(.*?)> (-?\d+)(?: [+-]\d+)?$/.exec(line ?? '') ?? [];
  if (name === undefined || email === undefined || seconds === undefined) return null;
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return null;
  return { name, email, date: date.toISOString().replace('.000Z', 'Z') };
}

function decode(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}

function withoutSignature(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/^gpgsig(?:-sha256)? .*\n(?: .*\n)*/m, '');
}

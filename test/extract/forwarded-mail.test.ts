import { burn } from '@kenjiuno/msgreader/lib/Burner.js';
import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

async function textOf(name: string, bytes: Uint8Array): Promise<string> {
  const read = await extractText(bytes, { name });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  return read.text;
}
const eml = (...lines: string[]) => new Uint8Array(Buffer.from(lines.join('\r\n'), 'latin1'));
const inner = ['From: quay@example.org', 'Subject: Berth fees', '', 'The fee is 30 euro.'];

describe('a message inside a message is read under its subject', () => {
  test.each([
    ['as an attachment', ['Content-Type: message/rfc822', 'Content-Disposition: attachment']],
    ['in line', ['Content-Type: message/rfc822', 'Content-Disposition: inline']],
    ['as a file of its name', ['Content-Type: application/octet-stream; name="berth.eml"']],
  ])('forwarded %s', async (_, head) => {
    const text = await textOf(
      'a.eml',
      eml(
        ...['From: a@b', 'Subject: Fwd', 'Content-Type: multipart/mixed; boundary=x', ''],
        ...['--x', 'Content-Type: text/plain', '', 'See below.'],
        ...['--x', ...head, '', ...inner, '--x--', ''],
      ),
    );
    expect(text).toContain('# Fwd\n\nFrom: a@b\n\nSee below.\n');
    expect(text).toMatch(/\n# Berth fees\n\nFrom: quay@example.org\n\nThe fee is 30 euro.\n$/);
  });

  test.each([
    ['whole', 'message/rfc822', inner, '\n\nThe fee is 30 euro.\n'],
    ['by its head alone', 'text/rfc822-headers', inner.slice(0, 2), '\n'],
  ])('returned %s by a server', async (_, type, returned, end) => {
    const text = await textOf(
      'bounce.eml',
      eml(
        ...['From: MAILER-DAEMON', 'Subject: Undelivered'],
        ...['Content-Type: multipart/report; report-type=delivery-status; boundary=x', ''],
        ...['--x', 'Content-Type: text/plain', '', 'Mailbox full.'],
        ...['--x', 'Content-Type: message/delivery-status', '', 'Status: 5.2.2', ''],
        ...['--x', `Content-Type: ${type}`, '', ...returned, '--x--', ''],
      ),
    );
    expect(text).toBe(
      `# Undelivered\n\nFrom: MAILER-DAEMON\n\nMailbox full.\n\nStatus: 5.2.2\n\n# Berth fees\n\nFrom: quay@example.org${end}`,
    );
  });

  test('in a digest of a list', async () => {
    const text = await textOf(
      'digest.eml',
      eml(
        ...['From: list@b', 'Subject: Digest', 'Content-Type: multipart/digest; boundary=x', ''],
        ...['--x', '', ...inner, '--x', '', 'From: c@d', 'Subject: Tides', '', 'High at noon.'],
        '--x--',
      ),
    );
    expect(text).toMatch(/# Digest\n.*# Berth fees\n.*# Tides\n\nFrom: c@d\n\nHigh at noon.\n$/s);
  });

  test('that Outlook saved', async () => {
    const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
    const stream = (name: string, bytes: Uint8Array) => {
      return { name, type: 2, length: bytes.length, binaryProvider: () => bytes };
    };
    const folder = (name: string, children: number[]) => ({ name, type: 1, length: 0, children });
    const properties = stream('__properties_version1.0', new Uint8Array(32));
    const bytes = burn([
      { name: 'Root Entry', type: 5, length: 0, children: [1, 2, 3] },
      stream('__substg1.0_0037001F', utf16('Fwd')),
      properties,
      folder('__attach_version1.0_#00000000', [4, 5]),
      properties,
      folder('__substg1.0_3701000D', [6, 7, 8]),
      properties,
      stream('__substg1.0_0037001F', utf16('Berth fees')),
      stream('__substg1.0_1000001F', utf16('The fee is 30 euro.')),
    ]);
    expect(await textOf('a.msg', bytes)).toBe('# Fwd\n\n# Berth fees\n\nThe fee is 30 euro.\n');
  });
});

test('messages inside each other are read up to eight', async () => {
  const head = (n: number) =>
    `From: a@b\r\nSubject: Number ${n};\r\nContent-Type: message/rfc822\r\n\r\n`;
  const text = await textOf('a.eml', eml(Array.from({ length: 20 }, (_, n) => head(n)).join('')));
  expect(text).toContain('# Number 7;');
  expect(text).not.toContain('# Number 8;');
});

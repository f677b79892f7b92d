import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { burn } from '@kenjiuno/msgreader/lib/Burner.js';
import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

const fixtures = join(import.meta.dirname, '../fixtures/documents');
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
async function textOf(name: string, bytes: Uint8Array): Promise<string> {
  const read = await extractText(bytes, { name });
  if ('skip' in read) throw new Error(`${read.skip} ${read.detail}`);
  expect(read).toMatchObject({ contentType: 'message/rfc822', lines: 'derived' });
  return read.text;
}
const message = (head: string, body: string) =>
  bytesOf(`From: desk@example.org\r\n${head}\r\n\r\n${body.replaceAll('\n', '\r\n')}`);

describe('a message', () => {
  test('has its subject as title, its people, and its words decoded', async () => {
    const text = await textOf(
      'a.eml',
      message(
        'To: =?utf-8?Q?J=C3=B6rg?= <j@example.org>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\nSubject: =?utf-8?B?w5ZmZm51bmdzemVpdGVu?=\r\n =?utf-8?Q?_der_Schleuse?=\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable',
        'Die Schleuse =C3=B6ffnet um sieben und schlie=C3=9Ft bei Sonn=\nenuntergang.\n\n- Bitte\n- leise\n',
      ),
    );
    expect(text).toBe(
      '# Öffnungszeiten der Schleuse\n\nFrom: desk@example.org\nTo: Jörg <j@example.org>\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n\nDie Schleuse öffnet um sieben und schließt bei Sonnenuntergang.\n\n- Bitte\n- leise\n',
    );
  });

  test.each([
    ['says no charset at all', 'Subject: Gr\xFC\xDFe', 'Der Schl\xFCssel', 'Der Schlüssel'],
    [
      'says that of its text',
      'Subject: Gr\xFC\xDFe\r\nContent-Type: text/plain; charset=utf-8',
      'Der Schl\xC3\xBCssel',
      'Der Schlüssel',
    ],
    [
      'says another one of its text',
      'Subject: Gr\xFC\xDFe\r\nContent-Type: text/plain; charset=iso-8859-1',
      'Der Schl\xFCssel',
      'Der Schlüssel',
    ],
  ])('with raw letters is read when it %s', async (_, head, body, said) => {
    expect(await textOf('a.eml', message(head, body))).toBe(
      `# Grüße\n\nFrom: desk@example.org\n\n${said}\n`,
    );
  });

  test.each([
    [
      'base64',
      'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64',
      Buffer.from('La grue est réservée.').toString('base64'),
      'La grue est réservée.',
    ],
    [
      'Latin-1',
      'Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit',
      'Gr\xfc\xdfe',
      'Grüße',
    ],
    ['Japanese', 'Content-Type: text/plain; charset=iso-2022-jp', '\x1b$BEtBf\x1b(B', '灯台'],
    [
      'HTML',
      'Content-Type: text/html; charset=utf-8',
      '<h2>Crane</h2><p>Book it <b>here</b>.</p>',
      '## Crane\n\nBook it here.',
    ],
  ])('in %s is read', async (_, head, body, said) => {
    expect(await textOf('b.eml', message(head, body))).toContain(said);
  });

  test('is read with what is attached to it, pictures apart', async () => {
    const part = (head: string, body: string) => `--x\r\n${head}\r\n\r\n${body}\r\n`;
    const attached = (name: string, type: string, bytes: Uint8Array) =>
      part(
        `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64`,
        Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n'),
      );
    const fixture = (name: string) => new Uint8Array(readFileSync(join(fixtures, name)));
    const body = [
      part('Content-Type: text/plain', 'See below.'),
      attached('handbook.docx', 'application/octet-stream', fixture('handbook.docx')),
      attached('rota.csv', 'text/csv', bytesOf('Name,Night\nImke,Monday\n')),
      attached('notes.txt', 'text/plain', bytesOf('Bring oil.')),
      attached('lamp.png', 'image/png', bytesOf('\x89PNG\0\x01\x02')),
      '--x--\r\n',
    ];
    const text = await textOf(
      'a.eml',
      message('Subject: All\r\nContent-Type: multipart/mixed; boundary=x', body.join('')),
    );
    expect(text).toContain('See below.');
    expect(text).toContain('## Attachment: handbook.docx\n\n# Lighthouse Handbook');
    expect(text).toContain('| Imke | Monday |');
    expect(text).toContain('## Attachment: notes.txt\n\nBring oil.');
    expect(text).toMatch(/## Attachment: lamp\.png\n$/);
    expect(text).not.toMatch(/[A-Za-z0-9+/]{60}/);
  });

  test('that is none is skipped', async () => {
    expect(await extractText(bytesOf('\n\n'), { name: 'a.eml' })).toMatchObject({
      skip: 'empty',
    });
  });
});

test('an mbox gives every message under its subject', async () => {
  const one = (subject: string, body: string) =>
    `From desk@example.org Mon Mar  2 10:00:00 2026\nFrom: desk@example.org\nSubject: ${subject}\n\n${body}\n\n`;
  const text = await textOf(
    'archive.mbox',
    bytesOf(
      one('Tide', 'High at noon.\n>From then on it falls.\nFrom here, too.') +
        one('Ebb', 'Low at six.'),
    ),
  );
  expect(text).toBe(
    '# Tide\n\nFrom: desk@example.org\n\nHigh at noon.\nFrom then on it falls.\nFrom here, too.\n\n# Ebb\n\nFrom: desk@example.org\n\nLow at six.\n',
  );
});

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
function outlookMessage(streams: readonly (readonly [name: string, bytes: Buffer])[]): Uint8Array {
  const all = [...streams, ['__properties_version1.0', Buffer.alloc(32)] as const];
  return burn([
    { name: 'Root Entry', type: 5, length: 0, children: all.map((_, i) => i + 1) },
    ...all.map(([name, content]) => ({
      name,
      type: 2,
      length: content.length,
      binaryProvider: () => new Uint8Array(content),
    })),
  ]);
}

test.each([
  ['note.eml', 'Just a note about tar.\n'],
  ['Pose.msg', '# A pose of a robot\nfloat64 x\nfloat64 y\n'],
])('what is no message is text: %s', async (name, text) => {
  expect(await extractText(bytesOf(text), { name })).toMatchObject({ text, format: 'text' });
});

test('a message that Outlook saved is read', async () => {
  const bytes = outlookMessage([
    ['__substg1.0_0037001F', utf16('Öffnungszeiten')],
    ['__substg1.0_0C1A001F', utf16('Zoë')],
    ['__substg1.0_5D01001F', utf16('zoe@example.org')],
    ['__substg1.0_1000001F', utf16('Die Schleuse öffnet um sieben.\r\n\r\nBis bald')],
  ]);
  expect(await textOf('a.msg', bytes)).toBe(
    '# Öffnungszeiten\n\nFrom: Zoë <zoe@example.org>\n\nDie Schleuse öffnet um sieben.\n\nBis bald\n',
  );
});

describe('a message that Outlook saved as rich text alone', () => {
  /** [MS-OXRTFCP]: a header, then the text, here not compressed. */
  const stored = (rtf: string) => {
    const header = Buffer.alloc(16);
    header.writeUInt32LE(rtf.length + 12, 0);
    header.writeUInt32LE(rtf.length, 4);
    header.write('MELA', 8, 'latin1');
    return Buffer.concat([header, Buffer.from(rtf, 'latin1')]);
  };

  test.each([
    [
      'its own text',
      String.raw`{\rtf1\ansi\fromtext{\fonttbl{\f0 Arial;}}Die Schleuse \'f6ffnet.\par}`,
    ],
    [
      'a page',
      String.raw`{\rtf1\ansi\fromhtml1{\fonttbl{\f0 Arial;}}{\*\htmltag <p>}Die Schleuse \'f6ffnet.{\*\htmltag </p>}}`,
    ],
  ])('is read when it holds %s', async (_, rtf) => {
    const bytes = outlookMessage([
      ['__substg1.0_0037001F', utf16('Zeiten')],
      ['__substg1.0_10090102', stored(rtf)],
    ]);
    expect(await textOf('a.msg', bytes)).toBe('# Zeiten\n\nDie Schleuse öffnet.\n');
  });
});

test('rich text that Outlook has compressed is read', async () => {
  // [MS-OXRTFCP] 4.2.1 with the text of 4.1: what the specification says it must give.
  const compressed = Buffer.from(
    '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af3206865 6c09002062770 5b06c647d0a800fa0'.replaceAll(
      ' ',
      '',
    ),
    'hex',
  );
  const bytes = outlookMessage([['__substg1.0_10090102', compressed]]);
  expect(await textOf('a.msg', bytes)).toBe('hello world\n');
});

import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

async function read(name: string, text: string) {
  return extractText(new Uint8Array(Buffer.from(text, 'latin1')), { name });
}
const letter = (from: string, subject: string, body: string) =>
  `From: ${from}\nSubject: ${subject}\n\n${body}\n`;

describe('mail is read as mail, whatever keeps it', () => {
  test.each([
    [
      'Apple’s Mail',
      '42.emlx',
      (mail: string) =>
        `${mail.length}\n${mail}<?xml version="1.0"?><plist><dict><key>flags</key></dict></plist>`,
    ],
    [
      'a box without an ending',
      'Inbox',
      (mail: string) => `From imke@x.example Mon Mar  2 10:00:00 2026\n${mail}`,
    ],
    [
      'the archive of a list',
      '2026-March.txt',
      (mail: string) => `From imke at x.example  Mon Mar  2 10:00:00 2026\n${mail}`,
    ],
  ])('%s', async (_, name, kept) => {
    const mail = letter('imke@x.example', 'Ebbe', 'Das Boot liegt trocken.');
    const found = await read(name, kept(mail));
    expect(found).toMatchObject({ contentType: 'message/rfc822' });
    expect(found).toMatchObject({
      text: '# Ebbe\n\nFrom: imke@x.example\n\nDas Boot liegt trocken.\n',
    });
  });

  test('but a patch of git keeps its lines', async () => {
    const patch = `From 8bc002b Mon Sep 17 00:00:00 2001\n${letter('a@x.example', '[PATCH] Mend', '--- a')}`;
    expect(await read('0001.patch', patch)).toMatchObject({ format: 'text', text: patch });
  });
});

describe('signatures and what is encrypted are no text of a message', () => {
  const part = (type: string, body: string) => `--b\nContent-Type: ${type}\n\n${body}\n`;
  const armour =
    '-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n=abcd\n-----END PGP SIGNATURE-----';
  const kinds: [string, string][] = [
    [
      'in a part of their own',
      `Content-Type: multipart/signed; boundary=b\n\n${part('text/plain', 'Le quai ferme.')}${part('application/pgp-signature; name="signature.asc"', armour)}--b--\n`,
    ],
    [
      'of S/MIME',
      `Content-Type: multipart/signed; boundary=b\n\n${part('text/plain', 'Le quai ferme.')}${part('application/pkcs7-signature; name="smime.p7s"', 'MIIabc')}--b--\n`,
    ],
    [
      'in the text',
      `\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nLe quai ferme.\n${armour}\n`,
    ],
  ];
  test.each(kinds)('%s', async (_, rest) => {
    const found = await read('a.eml', `From: a@x.example\nSubject: Avis\n${rest}`);
    expect(found).toMatchObject({ text: '# Avis\n\nFrom: a@x.example\n\nLe quai ferme.\n' });
  });
});

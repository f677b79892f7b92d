import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutBase64 } from '../../shared/src/extract/decode/without-base64.ts';
import { extractText } from '../../shared/src/reader/extract-text.ts';
import { runs } from '../support/long-runs.ts';

/** Bytes that look like those of a picture, always the same for a seed. */
const bytes = (length: number, seed = 0) =>
  Buffer.concat(
    Array.from({ length: Math.ceil(length / 64) }, (_, i) =>
      createHash('sha512').update(`${seed} ${i}`).digest(),
    ),
  ).subarray(0, length);
const wrap = (text: string, width: number) => text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
const lines = (length: number, width: number, seed = 0) =>
  wrap(bytes(length, seed).toString('base64'), width);
const hex = (length: number) => bytes(length).toString('hex');
const url = (length: number, seed = 0) => bytes(length, seed).toString('base64url');

describe('bytes that code, settings and messages hold are no text', () => {
  test.each([
    [
      'base64 with line ends in JSON, as GitHub’s API gives files',
      `{"content": "${lines(500, 60).join('\\n')}\\n", "encoding": "base64"}`,
      '{"content": "…\\n", "encoding": "base64"}',
    ],
    [
      'and of Windows, in JSON in a string',
      `"{\\"a\\": \\"${lines(500, 76).join('\\\\r\\\\n')}\\"}"`,
      '"{\\"a\\": \\"…\\"}"',
    ],
    [
      'with slashes as PHP writes them',
      `{"a":"${bytes(600).toString('base64').replaceAll('/', '\\/')}"}`,
      '{"a":"…"}',
    ],
    [
      'a certificate in JSON',
      `"-----BEGIN CERTIFICATE-----\\n${lines(700, 64).join('\\n')}\\n-----END CERTIFICATE-----\\n"`,
      '"-----BEGIN CERTIFICATE-----\\n…\\n-----END CERTIFICATE-----\\n"',
    ],
    ['base64url', `raw: ${url(900)}\nnext: 1`, 'raw: …\nnext: 1'],
    [
      'Python’s literals on several lines',
      `icon = (b'${lines(300, 60).join("'\n        b'")}')\nend = 1`,
      "icon = (b'…\n\n\n\n\n\n\nend = 1",
    ],
    [
      'a property list’s data',
      `<key>a</key>\n<data>\n${lines(200, 52)
        .map((line) => `\t\t${line}`)
        .join('\n')}\n</data>`,
      '<key>a</key>\n<data>\n…\n\n\n\n\n\n</data>',
    ],
    [
      'lines that end as XML writes it',
      `<Bin>\n${lines(300, 76).join('&#xD;\n')}&#xD;\n</Bin>`,
      '<Bin>\n…\n\n\n\n\n\n</Bin>',
    ],
    [
      'a short certificate',
      `-----BEGIN CERTIFICATE-----\n${lines(60, 64).join('\n')}\n-----END CERTIFICATE-----`,
      '-----BEGIN CERTIFICATE-----\n…\n\n-----END CERTIFICATE-----',
    ],
    [
      'a signature of PGP, whose headers stay',
      `-----BEGIN PGP SIGNATURE-----\nComment: Harbour's key\n\n${lines(300, 64).join('\n')}\n=aB3d\n-----END PGP SIGNATURE-----\nEnd`,
      "-----BEGIN PGP SIGNATURE-----\nComment: Harbour's key\n\n…\n\n\n\n\n\n\n\n-----END PGP SIGNATURE-----\nEnd",
    ],
    [
      'uuencode',
      `begin 644 a.png\n${wrap(hex(300).toUpperCase(), 60)
        .map((line) => `M${line}`)
        .join('\n')}\n\`\nend\nEnd`,
      `begin 644 a.png\n…${'\n'.repeat(11)}end\nEnd`,
    ],
    ['thousands of hexadecimal digits', `x = ${hex(1_500)};`, 'x = …;'],
    [
      'a list of bytes in C',
      `char a[] = {\n${wrap(hex(1_032), 24)
        .map((line) => `  ${line.replace(/../g, '0x$&, ')}`)
        .join('\n')}\n};`,
      `char a[] = {\n…${'\n'.repeat(86)}};`,
    ],
    [
      'a dump by xxd',
      `Dump:\n${wrap(hex(1_600), 32)
        .map(
          (line, i) =>
            `${(16 * i).toString(16).padStart(8, '0')}: ${line.replace(/..../g, '$& ')} ..x..`,
        )
        .join('\n')}\nEnd`,
      `Dump:\n…${'\n'.repeat(100)}End`,
    ],
    [
      'the body of a public key of SSH',
      `ssh-rsa AAAAB3NzaC1yc2E${bytes(280).toString('base64')} imke@harbour`,
      'ssh-rsa … imke@harbour',
    ],
    [
      'a source map in a comment',
      `a();\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${bytes(300).toString('base64')}\n`,
      'a();\n//# sourceMappingURL=…\n',
    ],
    [
      'a drawing that stands unquoted in a style sheet',
      "a { background: url(data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'><g transform='scale(2)'><text>hidden words</text></g></svg>) no-repeat; }",
      'a { background: url(…) no-repeat; }',
    ],
    [
      'a picture in a drawing, on several lines',
      `<image xlink:href="data:image/png;base64,${lines(300, 76).join(' \n')}" id="a"/>`,
      '<image xlink:href="…\n\n\n\n\n" id="a"/>',
    ],
  ])('%s', (_, source, text) => {
    expect(withoutBase64(source)).toBe(text);
  });

  test('in files of their kinds', async () => {
    const read = async (name: string, text: string) => {
      const found = await extractText(new TextEncoder().encode(text), { name });
      return 'skip' in found ? found.skip : found.text;
    };
    expect(await read('a.json', `{"a": "${lines(400, 60).join('\\n')}"}`)).toBe('{"a": "…"}');
    expect(await read('a.py', `x = b"${lines(90, 60).join('"\\\n    b"')}"\n`)).toBe('x = b"…\n\n');
    expect(
      await read(
        'a.asc',
        `-----BEGIN PGP MESSAGE-----\n\n${lines(90, 64).join('\n')}\n-----END PGP MESSAGE-----\n`,
      ),
    ).toBe('-----BEGIN PGP MESSAGE-----\n\n…\n\n-----END PGP MESSAGE-----\n');
  });
});

describe('what people look for stays', () => {
  const digest = (i: number, kind: string) => createHash(kind).update(`${i}`).digest();
  test.each([
    ['digests', [1, 2, 3].map((i) => digest(i, 'sha256').toString('base64')).join('\n')],
    [
      'digests of lock files',
      [1, 2, 3].map((i) => `sha512-${digest(i, 'sha512').toString('base64')}`).join('\n'),
    ],
    [
      'digests in hexadecimal',
      [1, 2, 3, 4].map((i) => digest(i, 'sha512').toString('hex')).join('\n'),
    ],
    ['commits', Array.from({ length: 99 }, (_, i) => digest(i, 'sha1').toString('hex')).join('\n')],
    [
      'addresses of IPFS',
      [1, 2, 3, 4]
        .map((i) => `Qm${digest(i, 'sha256').toString('base64').replace(/[+/=]/g, 'x')}`)
        .join('\n'),
    ],
    ['a German word', 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(5)],
    ['genes', `>seq\n${wrap('ACGTTGCAGA'.repeat(90), 60).join('\n')}`],
    [
      'a licence key',
      [1, 2, 3]
        .map((i) => wrap(digest(i, 'sha256').toString('hex').toUpperCase(), 5).join('-'))
        .join('\n'),
    ],
    ['figures', '3.14159265358979323846264338327950288419716939937510'.repeat(60)],
    ['a short list of bytes', 'magic = {\n  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a,\n};'],
    [
      'a short dump',
      '00000000: 8950 4e47 0d0a 1a0a 0000 000d 4948 4452  .PNG........IHDR\n'.repeat(3),
    ],
    [
      'a key of Ed25519',
      `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5${digest(1, 'sha256').toString('base64')} imke@harbour`,
    ],
    ['an address', `See https://a.example/p?state=${url(300)} there`],
    ['a token, which is masked', `token: eyJ${url(300)}.eyJ${url(300)}.${url(60)}`],
    [
      'a private key, which is masked',
      `-----BEGIN RSA PRIVATE KEY-----\n${lines(600, 64).join('\n')}\n-----END RSA PRIVATE KEY-----`,
    ],
    ['a private key without an end', `-----BEGIN PRIVATE KEY-----\n${lines(600, 64).join('\n')}`],
    [
      'a private key in JSON',
      `{"private_key": "-----BEGIN PRIVATE KEY-----\\n${lines(600, 64).join('\\n')}\\n-----END PRIVATE KEY-----\\n"}`,
    ],
    ['paths in JSON of PHP', `{"a":"${'\\/usr\\/share\\/Lamp2\\/Horn\\/index.php'.repeat(12)}"}`],
    ['words with line ends', `"${'shouldReturnHttp404WhenMissing\\n'.repeat(12)}"`],
    ['what only begins as uuencode', 'begin 644 x\nTHE LAMP\nis lit\nend'],
    [
      'what stands between such lines',
      '-----BEGIN NOTES-----\nThe lamp, the horn.\n-----END NOTES-----',
    ],
  ])('%s', (_, text) => {
    expect(withoutBase64(text)).toBe(text);
  });
});

test('any bytes in any of these forms leave hardly anything, and no line moves', () => {
  const form = fc.constantFrom<(payload: Buffer, width: number) => string>(
    (payload) => `a: ${payload.toString('base64')}`,
    (payload, width) => wrap(payload.toString('base64'), width).join('\n'),
    (payload, width) => `"${wrap(payload.toString('base64'), width).join('\\n')}"`,
    (payload, width) =>
      wrap(payload.toString('base64'), width)
        .map((line) => `  "${line}" +`)
        .join('\n'),
    (payload, width) => `<data>\n${wrap(payload.toString('base64'), width).join('\n')}\n</data>`,
    (payload, width) =>
      `-----BEGIN X-----\n${wrap(payload.toString('base64'), width).join('\n')}\n-----END X-----`,
    (payload) => `"data:image/png;base64,${payload.toString('base64')}"`,
  );
  const payloads = fc.tuple(fc.integer(), fc.integer({ min: 300, max: 3_000 }));
  fc.assert(
    fc.property(payloads, fc.constantFrom(60, 64, 72, 76), form, ([seed, length], width, write) => {
      const source = `Before\n${write(bytes(length, seed), width)}\nAfter`;
      const text = withoutBase64(source);
      expect(text.split('\n')).toHaveLength(source.split('\n').length);
      expect(text.replace(/\s/g, '').length).toBeLessThan(60);
      expect(text).toMatch(/^Before\n[\s\S]*…[\s\S]*\nAfter$/);
    }),
    { numRuns: runs(200, 5_000) },
  );
});

test('words, paths, names and figures never change', () => {
  const word = fc.constantFrom(
    ...'lamp Horn north Harbour2 useState HTTP404 größe свет 灯台 config.yaml a1b2c3 v1.22.333 --dry-run MAX_AGE'.split(
      ' ',
    ),
  );
  const joined = fc
    .tuple(
      fc.array(word, { minLength: 1, maxLength: 60 }),
      fc.constantFrom(' ', '/', '_', '-', '.', '', '\\n', ', '),
    )
    .map(([words, between]) => words.join(between));
  fc.assert(
    fc.property(fc.array(joined, { maxLength: 12 }), (all) => {
      const text = all.join('\n');
      expect(withoutBase64(text)).toBe(text);
    }),
    { numRuns: runs(500, 20_000) },
  );
});

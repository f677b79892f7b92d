import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskSecrets } from '../../shared/src/extract/secrets/mask-secrets.ts';

const pem = (type: 'rsa' | 'ed25519') =>
  type === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
        type: 'pkcs1',
        format: 'pem',
      })
    : generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });

// In pieces, so that no scanner of this repository takes them for real ones.
const secrets: Record<string, string> = {
  'a GitHub token': `ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'}`,
  'a GitLab token': `glpat-${'abcdefghij1234567890'}`,
  'an npm token': `npm_${'a1B2'.repeat(9)}`,
  'a Stripe key': `sk_live_${'4eC39HqLyjWDarjtT1zdp7dc99'}`,
  'an OpenAI key': `sk-proj-${'a'.repeat(74)}T3BlbkFJ${'b'.repeat(74)}`,
  'an Anthropic key': `sk-ant-api03-${'a'.repeat(93)}AA`,
  'a Slack token': `xoxb-${'123456789012-1234567890123-abcdefghijklmnopqrstuvwx'}`,
  'a Google API key': `AIza${'SyA1234567890abcdefghijklmnopqrstuv'}`,
  'a JSON web token': `eyJ${'hbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9'}.eyJ${'zdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6'}.${'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV'}`,
  'an RSA private key': String(pem('rsa')).trim(),
  'an Ed25519 private key': String(pem('ed25519')).trim(),
};

describe('masks', () => {
  test.each(Object.entries(secrets))('%s', async (_, secret) => {
    const text = `Notes\n\nUse this: ${secret}\n\nThen restart, et voilà.\n`;
    const masked = maskSecrets(text);
    expect(masked.count).toBe(1);
    expect(masked.text).toBe(text.replace(secret, secret.replace(/\S/g, '*')));
  });

  test('an AWS secret key, and leaves its name', async () => {
    const key = `wJalrXUtnFEMI/K7MDENG/${'bPxRfiCYzzzzzzzKEY'}`;
    const { text } = maskSecrets(`first\naws_secret_access_key = ${key}\n`);
    expect(text).toBe(`first\naws_secret_access_key = ${'*'.repeat(key.length)}\n`);
  });

  test('the password of an address, and leaves the rest', async () => {
    const { text, count } = maskSecrets('DATABASE_URL=postgres://me:s3cretPass@db.example.com/x');
    expect(text).toBe('DATABASE_URL=postgres://me:**********@db.example.com/x');
    expect(count).toBe(1);
  });

  test.each([`sk_live_${'4eC39HqLyj'}`, `FlyV1 fm2_${'a/B+1'.repeat(20)}`])(
    'the shortest token of its kind, wherever it stands: %s',
    async (token) => {
      for (let length = 0; length < 40; length += 1) {
        const before = `${'Words before '.repeat(4).slice(0, length)}\n`;
        const { text } = maskSecrets(`${before}${token}\nand after it`);
        expect(text).toBe(`${before}${token.replace(/\S/g, '*')}\nand after it`);
      }
    },
  );

  test('every place where a secret stands', async () => {
    const secret = secrets['a GitHub token'] ?? '';
    const { text, count } = maskSecrets(`${secret}\n${secret}\n`);
    expect(text).not.toContain(secret.slice(4));
    expect(count).toBe(1);
  });

  test('though a comment in the document would switch the search off', async () => {
    const secret = secrets['a GitHub token'] ?? '';
    const { count } = maskSecrets(`<!-- secretlint-disable -->\n${secret}\n`);
    expect(count).toBe(1);
  });
});

describe('leaves alone', () => {
  test.each([
    'postgresql://<user>:<password>@<endpoint>/<dbname>',
    'Set API_TOKEN to a secret key of at least 16 characters.',
    'commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    'The espresso machine: descale it on Mondays.',
  ])('%s', async (text) => {
    expect(maskSecrets(text)).toEqual({ text, count: 0 });
  });
});

test('any text keeps its length and its lines', async () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(...Object.values(secrets)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      const text = pieces.join('\n');
      const masked = maskSecrets(text).text;
      expect(masked.length).toBe(text.length);
      expect(masked.split('\n').map(({ length }) => length)).toEqual(
        text.split('\n').map(({ length }) => length),
      );
      expect(maskSecrets(masked).count).toBe(0);
    }),
    { numRuns: 50 },
  );
});

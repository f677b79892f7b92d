import { describe, expect, test } from 'vitest';
import {
  maskSecrets,
  mostSecrets,
  TooManySecrets,
} from '../../shared/src/extract/secrets/mask-secrets.ts';
import { harmlessSamples } from './harmless-samples.ts';
import { secretSamples } from './secret-samples.ts';

test('there are enough samples to speak of', () => {
  expect(secretSamples.length).toBeGreaterThanOrEqual(60);
  expect(harmlessSamples.length).toBeGreaterThanOrEqual(60);
});

test.each(secretSamples)('masks $name', ({ text, secret }) => {
  const masked = maskSecrets(text).text;
  expect(masked).toHaveLength(text.length);
  for (const line of secret.split(/\n|\\n/)) {
    if (line.length >= 8 && !/^-----|^[A-Z][\w-]+: /.test(line)) expect(masked).not.toContain(line);
  }
  // What stands around it is still there to be found.
  const [before = '', after = ''] = text.split(secret);
  expect(masked.startsWith(before) && masked.endsWith(after)).toBe(true);
});

test.each(harmlessSamples)('leaves alone: %s', (text) => {
  expect(maskSecrets(text)).toEqual({ text, count: 0 });
  expect(maskSecrets(`before\n${text}\nafter\n`).count).toBe(0);
});

describe('made texts of a megabyte end, however often a secret seems to begin:', () => {
  test.each([
    '-eyJ',
    'ghp_',
    'sk-proj-',
    '://a:',
    'password=',
    'pw:',
    'curl -u ',
    'aws secret',
    'token: "',
  ])('%s', (beginning) => {
    const text = beginning.repeat(2 ** 20 / beginning.length);
    expect(maskSecrets(text).text).toHaveLength(text.length);
  });

  test.each(['-----BEGIN PRIVATE KEY-----\n', 'Private-Lines: 9\n', '"d": "'])(
    '%j',
    (beginning) => {
      const text = beginning.repeat(2 ** 20 / beginning.length);
      expect(maskSecrets(text).text).toHaveLength(text.length);
    },
  );
});

test('25,000 tokens of one file are all masked', () => {
  const begin = `ghp_${'a1B2'.repeat(7)}`;
  const text = Array.from({ length: 25_000 }, (_, n) => begin + String(n).padStart(8, '0')).join(
    '\n',
  );
  const { text: masked, count } = maskSecrets(text);
  expect(count).toBe(25_000);
  expect(masked).not.toMatch(/[A-Za-z0-9]/);
});

test('a text with more secrets than the limit is refused, never given back unmasked', () => {
  const text = `ghp_${'a1B2'.repeat(9)}\n`.repeat(mostSecrets + 1);
  expect(() => maskSecrets(text)).toThrow(TooManySecrets);
});

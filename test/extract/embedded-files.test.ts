import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { withoutBase64 } from '../../shared/src/extract/decode/without-base64.ts';
import { extractText } from '../../shared/src/reader/extract-text.ts';

/** Bytes that look like those of a picture, always the same. */
const bytes = (length: number) =>
  Buffer.concat(
    Array.from({ length: Math.ceil(length / 64) }, (_, i) =>
      createHash('sha512').update(`${i}`).digest(),
    ),
  ).subarray(0, length);
const base64 = (length: number) => bytes(length).toString('base64');
const lines = (length: number, width: number) =>
  base64(length).replace(new RegExp(`.{${width}}`, 'g'), '$&\n');
const png = `data:image/png;base64,${base64(300)}`;
const textOf = async (name: string, source: string) => {
  const read = await extractText(new TextEncoder().encode(source), { name });
  return 'skip' in read ? read.skip : read.text;
};

describe('a data: URI is no text', () => {
  test.each([
    ['in Markdown', 'a.md', `# A\n\n![key](${png})\n\nEnd`, '# A\n\n![key](…)\n\nEnd'],
    [
      'as Google writes it',
      'a.md',
      `![][image1]\n\n[image1]: <${png}>\n`,
      '![][image1]\n\n[image1]: <…>\n',
    ],
    ['in a style sheet', 'a.css', `a { src: url(${png}) }`, 'a { src: url(…) }'],
    ['in JSON', 'a.json', `{"icon": "${png}", "b": 1}`, '{"icon": "…", "b": 1}'],
    ['in JSON inside a string', 'a.js', `x = "{\\"i\\":\\"${png}\\"}"`, 'x = "{\\"i\\":\\"…\\"}"'],
    [
      'that is a drawing',
      'a.css',
      `a { src: url("data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='9'><path d='M0 0'/></svg>") }`,
      'a { src: url("…") }',
    ],
    [
      'that is small',
      'a.html',
      '<p>A <a href="data:image/gif;base64,R0lGODlhAQ==">b</a> c',
      'A b c\n',
    ],
    [
      'in a table',
      'a.csv',
      `Name,Icon\nTern,${png}\n`,
      '| Name | Icon |\n| --- | --- |\n| Tern | … |\n',
    ],
    ['in rST', 'a.rst', `.. image:: ${png}\n   :alt: key\n`, '.. image:: …\n   :alt: key\n'],
  ])('%s', async (_, name, source, text) => {
    expect(await textOf(name, source)).toBe(text);
  });

  test('but what people say about one is', () => {
    const text = 'Type `data:text/html,<h1>Hello</h1>` there. The data: a, b, c.';
    expect(withoutBase64(text)).toBe(text);
  });
});

describe('base64 is no text', () => {
  test('in one run', async () => {
    const source = `{"cells": [{"cell_type": "markdown", "source": "# A"}, {"cell_type": "raw", "source": "${base64(400)}"}], "nbformat": 4}`;
    expect(await textOf('a.ipynb', source)).toBe('# A\n\n…\n');
    expect(await textOf('a.yaml', `name: tern\nblob: ${base64(900)}\n`)).toBe(
      'name: tern\nblob: …\n',
    );
  });

  test.each([64, 76])('in lines of %i, and all other lines stay in their place', async (width) => {
    const source = `-----BEGIN CERTIFICATE-----\n${lines(500, width)}\n-----END CERTIFICATE-----\nEnd\n`;
    const text = await textOf('a.pem', source);
    expect(text).toMatch(/^-----BEGIN CERTIFICATE-----\n…\n+-----END CERTIFICATE-----\nEnd\n$/);
    expect(text.split('\n')).toHaveLength(source.split('\n').length);
  });

  test('in quoted lines of code', async () => {
    const source = `const icon =\n${lines(300, 60).replace(/^(.+)$/gm, '  "$1" +')}\n  "";\n`;
    expect(await textOf('a.ts', source)).toMatch(/^const icon =\n…\n+ {2}"";\n$/);
  });

  test.each([
    ['a digest', createHash('sha512').update('a').digest('base64')],
    ['genes', 'ACGTTGCA'.repeat(60)],
    ['a path', `${'src/components/Header2/index'.repeat(4)}/a.ts`],
    ['one long word', 'Donaudampfschifffahrtsgesellschaft'.repeat(12)],
    ['hexadecimal', bytes(400).toString('hex')],
  ])('but %s is', (_, text) => {
    expect(withoutBase64(text)).toBe(text);
  });
});

describe('paths and names of several words are no base64', () => {
  const digest = (i: number) => createHash('sha512').update(`words ${i}`).digest();
  const words =
    'Invoice Table Header Billing Features Components shared index Http404 V2 should Return When Requested Resource Exist user API java Service 2024 utils OAuth2 parser Bucket'.split(
      ' ',
    );
  const joined = (seed: number, between: string) =>
    [...digest(seed)]
      .slice(0, 16)
      .map((byte) => words[byte % words.length])
      .join(between);

  test.each([
    ['paths', '/'],
    ['names', ''],
  ])('%s on lines of their own', (_, between) => {
    for (let seed = 0; seed < 500; seed += 1) {
      const text = [1, 2, 3].map((line) => joined(3 * seed + line, between)).join('\n');
      expect(withoutBase64(text)).toBe(text);
    }
  });

  test('names in a list, paths in JSON, and a long address', () => {
    const names = [
      'shouldReturnHttp404WhenTheRequestedResourceDoesNotExistAnymore',
      'shouldReturnHttp409WhenAnotherUserHasModifiedTheSameRecordInBetween',
    ];
    const paths = ['Items', 'Icons'].map(
      (name) => `  "packages/Frontend2/src/Components/Navigation/Sidebar/${name}",`,
    );
    for (const text of [
      names.join('\n'),
      paths.join('\n'),
      'https://a.example/src2/Components/'.repeat(9),
      `https://a.example/${'Abc1/'.repeat(60)}end`,
    ])
      expect(withoutBase64(text)).toBe(text);
  });

  test('but no base64 is taken for words', () => {
    for (let seed = 0; seed < 500; seed += 1) {
      const start = Math.floor(seed / 2);
      const text = Buffer.concat([digest(seed), digest(start + 10_000)]).subarray(0, 114);
      const two = text.toString('base64').replace(/.{76}/, '$&\n');
      expect(withoutBase64(two)).toBe('…\n');
    }
  });
});

test('half a character in a notebook is replaced', async () => {
  const source =
    '{"cells":[{"cell_type":"markdown","source":"# Harbour \\ud83d light\\u0000"},{"cell_type":"code","source":"a = 1","outputs":[{"text":"\\udc00 b"}]}],"nbformat":4}';
  const text = await textOf('a.ipynb', source);
  expect(text).toContain('# Harbour \uFFFD light\n');
  expect(text).toContain('\uFFFD b');
});

test('a reason never quotes half a character', async () => {
  const read = await extractText(new TextEncoder().encode('{"cells": [\u{1F6A2}\0'), {
    name: 'a.ipynb',
  });
  expect('skip' in read && (read.detail ?? '').isWellFormed()).toBe(true);
});

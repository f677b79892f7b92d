import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';
import { expectLawsToHold } from './laws.ts';

const lines = fc.oneof(
  fc.constantFrom(
    ...['', '', '   ', '# One', '## Two', '### `three` {#id}', 'Title', '=====', '---', '```js'],
    ...['```', '~~~', '- item', '  - inner', '1. first', '   more of it', '> quote', '> - in it'],
    ...['| a | b |', '|---|---|', '| c | d |', '<div>', '</div>', '<!-- open', '-->', '\tcode'],
    ...['    indented', "import x from 'y';", '<Tabs>', '</Tabs>', '[ref]: https://x.io', '+++'],
    ...['\\# no', ':::note', 'a\rb', '\uFEFF', '***', '* * *', '#', 'x'.repeat(1300)],
    ...['= Doc', '----', '....', '|===', '* Headline', '#+begin_src', '#+end_src', '| h |\n|---|'],
    ...['\\section{A}', '\\begin{verbatim}', '\\end{verbatim}', '<h2>x</h2>', '</details>'],
    ...['<details><summary>s</summary>', '<table>', '<tr><th>a</th></tr>', '</table>'],
  ),
  fc.string({ maxLength: 120 }).map((line) => line.replace(/\n/g, ' ')),
  fc.lorem({ maxCount: 60 }),
  fc.lorem({ maxCount: 400 }),
);
const paths = fc.constantFrom(
  'a.md',
  'a.mdx',
  'a.markdown',
  'a.rst',
  'a.adoc',
  'a.org',
  'a.tex',
  'a.txt',
  'a.ts',
  'README',
);
const texts = fc
  .tuple(fc.array(lines, { maxLength: 60 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([all, end, bom]) => (bom ? '\uFEFF' : '') + all.join(end))
  // Front matter has its own tests.
  .filter((text) => !/^\uFEFF*(---|\+\+\+)/.test(text));

describe('the chunks of any text', () => {
  it('say exactly what their lines say, in order, within the size, and lose no line', () => {
    fc.assert(
      fc.property(paths, texts, (path, text) => {
        expectLawsToHold(path, text);
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it('are the same every time', () => {
    fc.assert(
      fc.property(paths, texts, (path, text) => {
        expect(chunkDocument(path, text)).toEqual(chunkDocument(path, text));
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('are the same with either line ending', () => {
    fc.assert(
      fc.property(paths, fc.array(lines, { maxLength: 40 }), (path, all) => {
        expect(chunkDocument(path, all.join('\r\n'))).toEqual(chunkDocument(path, all.join('\n')));
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});

describe('the chunks of real documentation', () => {
  const files = [
    { name: 'captcha.mdx', frontMatterLines: 6 },
    { name: 'lts.md', frontMatterLines: 0 },
    { name: 'validation-and-serialization.md', frontMatterLines: 0 },
  ];
  it.each(files)('obey the same laws: $name', ({ name, frontMatterLines }) => {
    const text = readFileSync(new URL(`../fixtures/markdown/${name}`, import.meta.url), 'utf8');
    const { chunks } = expectLawsToHold(name, text, frontMatterLines);
    expect(chunks).not.toEqual([]);
  });
});

describe('hostile text', () => {
  const size = 200_000;
  const texts: Record<string, string> = {
    'one long word': 'a'.repeat(size),
    'one line of words': 'word '.repeat(size / 5),
    'one line of emoji': '😀'.repeat(size / 2),
    'a row of >': '>'.repeat(size),
    'lines of >': `${'>'.repeat(500)}\n`.repeat(size / 500),
    'nested lists': Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}- a`).join('\n'),
    'a row of list marks': '- '.repeat(size / 2),
    'nothing but headings': '# a\n'.repeat(size / 4),
    'a megabyte of headings': '# a\n'.repeat(250_000),
    'an open fence': `\`\`\`\n${'x\n'.repeat(size / 2)}`,
    'a wide table': `${'|'.repeat(size)}\n${'|-'.repeat(size / 2)}|`,
    'open brackets in a heading': `# ${'[a]('.repeat(size / 4)}`,
    'front matter that never ends': `---\n${'title: a\n'.repeat(size / 9)}`,
    'blank lines': '\n'.repeat(size),
  };
  const markup: Record<string, [name: string, text: string]> = {
    'blocks of AsciiDoc': ['a.adoc', '----\n'.repeat(size / 5)],
    'AsciiDoc blocks that never end': [
      'a.adoc',
      Array.from({ length: 9_000 }, (_, i) => '-'.repeat(4 + (i % 500))).join('\n'),
    ],
    'attributes in AsciiDoc': [
      'a.adoc',
      `:a: ${'{a}'.repeat(99)}\n\n${`== ${'{a}'.repeat(99)}\n`.repeat(600)}`,
    ],
    'Org blocks that never end': ['a.org', '#+begin_src\n'.repeat(size / 12)],
    'open braces in LaTeX': ['a.tex', '\\section{\n'.repeat(size / 10)],
    'LaTeX that never ends': ['a.tex', '\\begin{verbatim}\n'.repeat(size / 17)],
    'HTML headings': ['a.md', '<h1>'.repeat(size / 4)],
    'summaries that never end': ['a.md', '<details><summary>a\n'.repeat(size / 20)],
    'tables in HTML': ['a.md', '<table><tr>a</tr>\n'.repeat(size / 18)],
    'underlines in rST': ['a.rst', 'a\n==\n\n'.repeat(size / 6)],
  };
  const all = Object.entries(texts).map(([what, text]) => [what, 'a.md', text] as const);
  const more = Object.entries(markup).map(([what, [name, text]]) => [what, name, text] as const);
  it.each([...all, ...more])('is cut all the same: %s', (_, name, text) => {
    const before = process.cpuUsage().user;
    expectLawsToHold(name, text);
    // Processor time: other work on the machine must not decide. What is quadratic takes far longer.
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(10);
  });
});

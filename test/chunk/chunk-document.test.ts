import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';

const filler = (words: number) => 'Lorem ipsum dolor sit amet. '.repeat(words / 5).trim();
const paths = (text: string, path = 'a.md') =>
  chunkDocument(path, text).chunks.map(({ headingPath }) => headingPath);
const lines = (text: string, path = 'a.md') =>
  chunkDocument(path, text).chunks.map(({ startLine, endLine }) => [startLine, endLine]);
const section = (heading: string) => `${heading}\n\n${filler(60)}\n\n`;

describe('headings', () => {
  it('stand above the chunks of their section, outermost first', () => {
    const text =
      section('# Guide') + section('## Install') + section('### npm') + section('## Use');
    expect(paths(text)).toEqual([
      ['Guide'],
      ['Guide', 'Install'],
      ['Guide', 'Install', 'npm'],
      ['Guide', 'Use'],
    ]);
  });

  it('may be underlined', () => {
    const text = section('Guide\n=====') + section('Install\n-------');
    expect(chunkDocument('a.md', text).headings).toEqual(['Guide', 'Install']);
    expect(paths(text)).toEqual([['Guide'], ['Guide', 'Install']]);
  });

  it('are none inside a fence, indented code, a comment or a quote', () => {
    const text = '# Real\n\n```sh\n# no\n```\n\n    # no\n\n<!--\n# no\n-->\n\n> # no\n';
    expect(chunkDocument('a.md', text).headings).toEqual(['Real']);
  });

  it.each([
    ['## The `getStaticPaths()` **function**', 'The getStaticPaths() function'],
    ['## [Link](https://x.io) and ![image](a.png) {#custom-id}', 'Link and image'],
    ['## snake_case_name and _stress_ <Badge text="new" />', 'snake_case_name and stress'],
    ['## C\\# closed ##', 'C# closed'],
    [
      '## The `<Content />` component and <b>bold</b> words',
      'The <Content /> component and bold words',
    ],
    ['## `--port <number>` or Promise\\<unknown\\>', '--port <number> or Promise<unknown>'],
    ['## `grid[row][column]` of [Cell][cells]', 'grid[row][column] of Cell'],
  ])('lose their marks: %s', (source, heading) => {
    expect(chunkDocument('a.md', source).headings).toEqual([heading]);
  });

  it.each([
    ...['{ #first-steps }', '{ .hide #ferry }', '{: .no_toc }', '{:.no_toc}', '{: #id .x }', '{-}'],
    ...['{.unnumbered}', '{.tabset .tabset-fade}', '{#id-1}{.x}', '{background-image="x y.png"}'],
    ...['{#id .x key=value}', '{.unnumbered .unlisted}', "{data-x='y'}", '{#sec:one}', '{- #id}'],
  ])('lose their attributes: %s', (attributes) => {
    const { title, headings, chunks } = chunkDocument('a.md', `# Berths ${attributes}\n\nText.`);
    expect([title, ...headings]).toEqual(['Berths', 'Berths']);
    expect(chunks[0]?.headingPath).toEqual(['Berths']);
    expect(chunkDocument('a.md', `Berths ${attributes}\n===\n\nText.`).title).toBe('Berths');
  });

  it.each([
    'GET /users/{id}',
    '{{ name }}',
    'The set {}',
    'The `{.x}`',
    'f(x) {a, b}',
    '{% raw %}',
  ])('keep their braces: %s', (heading) => {
    const { title } = chunkDocument('a.md', `# ${heading}\n\nText.`);
    expect(title).toBe(heading.replaceAll('`', ''));
  });

  it('count in MDX also right below a tag', () => {
    expect(chunkDocument('a.mdx', '<Tabs>\n## Inside\n</Tabs>').headings).toEqual(['Inside']);
  });

  it('of reStructuredText take their level from the order of their underlines', () => {
    const text = `${section('=====\nGuide\n=====')}${section('Install\n-------')}${section('pip\n~~~')}${section('Use\n---')}`;
    const { title, headings } = chunkDocument('a.rst', text);
    expect({ title, headings }).toEqual({
      title: 'Guide',
      headings: ['Guide', 'Install', 'pip', 'Use'],
    });
    expect(paths(text, 'a.rst').at(2)).toEqual(['Guide', 'Install', 'pip']);
    expect(paths(text, 'a.rst').at(-1)).toEqual(['Guide', 'Use']);
  });
});

describe('the title', () => {
  it.each([
    ['front matter', 'a.md', '---\ntitle: "Say \\"hi\\""\n---\n# Other', 'Say "hi"'],
    ['front matter in TOML', 'a.md', "+++\ntitle = 'Guide'\n+++\nText", 'Guide'],
    ['folded front matter', 'a.md', '---\ntitle: >\n  A long\n  title\n---\n', 'A long title'],
    ['the first heading of level 1', 'a.md', '## Before\n# Guide', 'Guide'],
    ['a heading without its badges', 'a.md', '# Winch [![ci](b.svg)](c) [![npm][n]][m]', 'Winch'],
    ['a heading that is a picture', 'a.md', '# [![Winch](w.svg)](https://x.example)', 'Winch'],
    ["a text's lone first line", 'notes.txt', '\nMeeting notes\n\nWe met.', 'Meeting notes'],
  ])('comes from %s', (_, path, text, title) => {
    expect(chunkDocument(path, text).title).toBe(title);
  });

  it('is null when the text names none', () => {
    expect(chunkDocument('a.md', 'Just text.').title).toBeNull();
    expect(chunkDocument('a.md', '## A section\ntext').title).toBeNull();
    expect(chunkDocument('a.ts', 'const a = 1;\n\nexport { a };').title).toBeNull();
  });

  it('stated in front matter heads every chunk, once', () => {
    const matter = '---\ntitle: Guide\n---\n';
    expect(paths(matter + section('## Use'))).toEqual([['Guide', 'Use']]);
    expect(paths(`${matter}${section('# guide')}`)).toEqual([['guide']]);
  });
});

describe('cutting', () => {
  it('keeps a section that fits in one piece', () => {
    expect(lines(section('# Guide'))).toEqual([[1, 3]]);
  });

  it('cuts between blocks before it cuts inside one', () => {
    const list = Array.from({ length: 8 }, (_, i) => `- item ${i} ${filler(15)}`).join('\n');
    const text = `${filler(90)}\n\n${list}\n\n${filler(90)}`;
    expect(lines(text)).toEqual([
      [1, 1],
      [3, 10],
      [12, 12],
    ]);
  });

  it('cuts a long list between items, not inside them', () => {
    const item = `- item\n  ${filler(40)}\n`;
    for (const [start] of lines(item.repeat(12))) expect((start ?? 0) % 2).toBe(1);
  });

  it('cuts long code between lines, best at a blank one', () => {
    const block = `${'call(argument);\n'.repeat(35)}\n`;
    const chunks = chunkDocument('a.md', `\`\`\`js\n${block.repeat(3)}\`\`\`\n`).chunks;
    expect(chunks.map(({ startLine }) => startLine)).toEqual([1, 38, 74]);
  });

  it('cuts a long table between rows', () => {
    const text = `| a | b |\n|---|---|\n${'| some cell | another cell |\n'.repeat(100)}`;
    const { chunks } = chunkDocument('a.md', text);
    expect(chunks.length).toBeGreaterThan(2);
    for (const chunk of chunks) expect(chunk.text).toMatch(/^\|.*\|$/s);
  });

  it('cuts a long line after a sentence, into pieces of about one length', () => {
    const { chunks } = chunkDocument('a.md', filler(400));
    const sizes = chunks.map(({ text }) => text.length);
    expect(chunks.map(({ text }) => text.trim().at(-1))).toEqual(sizes.map(() => '.'));
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(100);
    expect(new Set(lines(filler(400)).flat())).toEqual(new Set([1]));
  });

  it('never cuts inside a character', () => {
    const text = '😀'.repeat(3000);
    const { chunks } = chunkDocument('a.md', text);
    expect(chunks.every((chunk) => chunk.text.isWellFormed())).toBe(true);
    expect(chunks.map((chunk) => chunk.text).join('')).toBe(text);
  });

  it('joins a tiny section with the next one, under the headings they share', () => {
    const text = `# Guide\n\n## One\n\nShort.\n\n${section('## Two')}`;
    expect(paths(text)).toEqual([['Guide']]);
    expect(lines(text)).toEqual([[1, 9]]);
  });

  it('reads other text by blank lines', () => {
    const text = `${filler(120)}\n\n${filler(120)}\n`;
    expect(lines(text, 'a.py')).toEqual([
      [1, 1],
      [3, 3],
    ]);
  });
});

describe('lines', () => {
  it('are counted as git counts them: a byte order mark is none, a lone \\r ends none', () => {
    expect(chunkDocument('a.md', '\uFEFF# A\r\n\r\none\rtwo\r\n').chunks).toEqual([
      { headingPath: ['A'], text: '# A\n\none\rtwo', startLine: 1, endLine: 3, anchor: 'a' },
    ]);
  });

  it('need no line break at the end, and tabs stay tabs', () => {
    expect(chunkDocument('a.md', '-\tone\n\n\tmore').chunks[0]?.text).toBe('-\tone\n\n\tmore');
  });

  it.each(['', '\n\n', '\uFEFF'])('of nothing give no chunks: %j', (text) => {
    expect(chunkDocument('a.md', text).chunks).toEqual([]);
  });

  it('of a real page lead back to it', () => {
    const url = new URL('../fixtures/markdown/captcha.mdx', import.meta.url);
    const { title, chunks } = chunkDocument('captcha.mdx', readFileSync(url, 'utf8'));
    expect(title).toBe('Verify a Captcha');
    const found = chunks.find(({ text }) => text.includes('data-sitekey'));
    expect(found).toMatchObject({
      headingPath: ['Verify a Captcha', 'Recipe'],
      startLine: 47,
      endLine: 80,
    });
  });
});

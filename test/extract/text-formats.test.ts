import { describe, expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
async function textOf(name: string, source: string): Promise<string> {
  const read = await extractText(bytesOf(source), { name });
  if ('skip' in read) throw new Error(`${name} was skipped: ${read.skip} ${read.detail}`);
  return read.text;
}

describe('text and code', () => {
  test('stay as they are, line by line', async () => {
    const source = '# Title\r\n\r\n| a | b\r\n';
    expect(await extractText(bytesOf(source), { name: 'docs/a.MD' })).toEqual({
      text: source,
      format: 'markdown',
      contentType: 'text/markdown',
      lines: 'own',
    });
    expect(await extractText(bytesOf('let a;\n'), { name: 'a.ts' })).toMatchObject({
      text: 'let a;\n',
      contentType: 'text/plain',
      lines: 'own',
    });
  });

  test.each([
    ['empty', new Uint8Array()],
    ['empty', bytesOf(' \n\t\n')],
    ['lfs_pointer', bytesOf('version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n')],
    ['binary', Uint8Array.of(0xff, 0x13, 0x81, 0x02, 0x9d, 0xfe)],
    ['binary', bytesOf('a\0b')],
  ])('are skipped as %s', async (skip, bytes) => {
    expect(await extractText(bytes, { name: 'notes.txt' })).toMatchObject({ skip });
  });

  test('that git-lfs keeps elsewhere are no broken document', async () => {
    const pointer = bytesOf('version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n');
    expect(await extractText(pointer, { name: 'manual.pdf' })).toEqual({ skip: 'lfs_pointer' });
  });
});

describe('a table of separated values', () => {
  test('becomes a pipe table with the line each piece begins on', async () => {
    const source = 'Name;City;No\n"Ann\nB.";Rome;1\n\nBob;Bonn|Beuel;2\n';
    expect(await extractText(bytesOf(source), { name: 'a.csv' })).toEqual({
      text: '| Name | City | No |\n| --- | --- | --- |\n| Ann B. | Rome | 1 |\n| Bob | Bonn\\|Beuel | 2 |\n',
      format: 'csv',
      contentType: 'text/csv',
      lines: 'derived',
      locations: { kind: 'line', starts: [{ line: 1, at: 2 }] },
    });
  });

  test('repeats its header in every piece of about a chunk', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `server-${i},10.0.0.${i},rack ${i % 7}`);
    const text = await textOf('a.csv', ['Host,Address,Place', ...rows].join('\n'));
    const pieces = text.trim().split('\n\n');
    expect(pieces.length).toBeGreaterThan(5);
    for (const piece of pieces) {
      expect(piece.startsWith('| Host | Address | Place |\n| --- | --- | --- |\n')).toBe(true);
      expect(piece.length).toBeLessThanOrEqual(1_000);
    }
  });

  test('names every value of a row that is too long for a table', async () => {
    const text = await textOf('a.csv', `Key,Story\n7,${'word '.repeat(300)}\n`);
    expect(text).toMatch(/^Row 2\nKey: 7\nStory: word word/);
  });

  test('that is prose is left as it is', async () => {
    const source =
      'Dear all, this is prose.\nIt has commas, and, more commas.\nNot a table.\nNo.\n';
    expect(await extractText(bytesOf(source), { name: 'letter.csv' })).toMatchObject({
      text: source,
      lines: 'own',
      contentType: 'text/plain',
    });
  });
});

describe('a page of HTML', () => {
  test('gives its main content only', async () => {
    const text = await textOf(
      'a.html',
      `<html><head><title>Site</title><style>a{}</style></head><body><nav>Menu</nav>
       <header>Logo</header><main><h1>Guide <em>one</em></h1><p>Read&nbsp;me<script>evil()</script>
       <p hidden>secret</main><footer>Imprint</footer></body></html>`,
    );
    expect(text).toBe('# Guide one\n\nRead me\n');
  });

  test('keeps lists, links, code and tables', async () => {
    const text = await textOf(
      'a.html',
      `<title>T</title><ul><li>one<ol><li>two<li><p>three</p></ol></ul><p>See
       <a href="https://x.example/y">the page</a>, <a href="#z">below</a> and <code>a_b</code>.</p>
       <table><tr><th>A<th>B<tr><td rowspan=2>1<td>2<tr><td>3|4</table>
       <pre><code class="hljs language-js">let a;\n\n  b</code></pre><p># no heading<br>- no list</p>`,
    );
    expect(text).toBe(
      [
        '# T\n\n- one\n    1. two\n    2. three\n',
        'See [the page](https://x.example/y), below and `a_b`.\n',
        '| A | B |\n| --- | --- |\n| 1 | 2 |\n| 1 | 3\\|4 |\n',
        '```js\nlet a;\n\n  b\n```\n',
        '\\# no heading\n\\- no list\n',
      ].join('\n'),
    );
  });

  test('reads a table that only arranges the page as its parts', async () => {
    const text = await textOf('a.html', '<table><tr><td><h2>Left</h2>a<td><p>b</table>');
    expect(text).toBe('## Left\n\na\n\nb\n');
  });

  test('keeps what a generator of sites reads before it as front matter', async () => {
    const front = '---\nlayout: page\ntitle: Tides\nsummary: >\n  When it ebbs\n---\n';
    expect(await textOf('a.html', `${front}<p>At six.</p>`)).toBe(`${front}\nAt six.\n`);
    expect(await textOf('a.html', '---<p>At six.</p>')).toBe('\\---\n\nAt six.\n');
  });

  test('without any text is skipped', async () => {
    const empty = bytesOf('<body><div id="app"></div><script>run()</script></body>');
    expect(await extractText(empty, { name: 'a.htm' })).toMatchObject({ skip: 'no_text' });
  });
});

describe('a notebook', () => {
  test('gives its cells in order, and bounded outputs without images', async () => {
    const notebook = {
      nbformat: 4,
      metadata: { language_info: { name: 'python' } },
      cells: [
        { cell_type: 'markdown', source: ['# Hi\n', '![x](data:image/png;base64,AAAA)'] },
        {
          cell_type: 'code',
          source: 'print(1)',
          outputs: [
            { output_type: 'stream', text: ['1\n'] },
            { output_type: 'display_data', data: { 'image/png': 'AAAA' } },
            { output_type: 'stream', text: 'y'.repeat(9_000) },
          ],
        },
      ],
    };
    const text = await textOf('a.ipynb', JSON.stringify(notebook));
    expect(text).toBe(
      `# Hi\n![x](…)\n\n\`\`\`python\nprint(1)\n\`\`\`\n\n\`\`\`output\n1\n${'y'.repeat(1_999)}…\n\`\`\`\n`,
    );
  });

  test.each(['{', '{"a":1}', '[]'])('that is none is broken: %s', async (source) => {
    expect(await extractText(bytesOf(source), { name: 'a.ipynb' })).toMatchObject({
      skip: 'broken',
    });
  });
});

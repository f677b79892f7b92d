import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';

const read = (path: string, text: string) => {
  const { title, headings, chunks } = chunkDocument(path, text);
  const said = chunks.map((chunk) => `${chunk.headingPath.join(' ')} ${chunk.text}`).join('\n');
  return { title, headings, said, body: chunks.at(-1) };
};
const body = '\n\nThe crane is yellow.\n\n# Ropes\n\nOf hemp.\n';

/** The title is stated, every other word of the document stays findable, and the body has its headings. */
function expectTitle(path: string, head: string, title: string | null, below = body) {
  const found = read(path, head + below);
  expect(found.title).toBe(title ?? 'Ropes');
  expect(found.headings).toContain('Ropes');
  for (const word of `${head}${below}`.match(/\p{L}{3,}/gu) ?? [])
    if (!/^(?:title|null)$/i.test(word)) expect(found.said).toContain(word);
}

describe('a title is stated', () => {
  it.each([
    [
      'JSON',
      '{\n  "title": "North pier",\n  "tags": ["anchor"],\n  "draft": false\n}',
      'North pier',
    ],
    ['JSON on one line', '{"weight": 3, "title": "North \\"old\\" pier"}', 'North "old" pier'],
    ['JSON between semicolons', ';;;\n{"title": "North pier", "owner": "Mona"}\n;;;', 'North pier'],
    ['JSON without a title', '{\n"tags": ["bollard"]\n}', null],
    ['Pandoc', '% North pier\n% Mona Hansen; Otto\n% May 2024', 'North pier'],
    ['Pandoc over two lines', '% North\n  *pier*\n% Mona', 'North pier'],
    ['Pandoc without a title', '%\n% Mona Hansen', null],
    [
      'MultiMarkdown',
      'Title: North pier\nAuthor: Mona\n  and Otto\nTags: ferry, dock',
      'North pier',
    ],
    ['Pelican', 'Date: 2024-01-01\nTitle: Dredging: a plan\nSlug: dredging', 'Dredging: a plan'],
    ['Logseq', 'title:: North pier\ntags:: [[harbour]], quay', 'North pier'],
    ['TOML in three quotes', '+++\ntitle = """North\npier"""\nowner = "Mona"\n+++', 'North pier'],
    ['TOML in three quotes on a line', "+++\ntitle = '''North pier'''\n+++", 'North pier'],
    [
      'TOML beside another long text',
      '+++\nabout = """\nlong: and\nwide"""\ntitle = "North pier"\n+++',
      'North pier',
    ],
    ['no value', '---\ntitle: ~\nowner: Mona\n---', null],
    ['null', '---\ntitle: null # none yet\n---', null],
    ['a quoted word', '---\ntitle: "null"\nowner: Mona\n---', 'null'],
    [
      'Obsidian',
      '---\ntitle: North pier\naliases:\n  - Mole\ncssclasses: [wide]\ntags: "#ports"\n---',
      'North pier',
    ],
  ])('by %s', (_, head, title) => expectTitle('a.md', head, title));

  it('however long it is, and without losing a comment', () => {
    const words = Array.from({ length: 90 }, (_, n) => `word${n}`).join(' ');
    expect(read('a.md', `---\ntitle: ${words}\n---${body}`).said).toContain('word89');
    expect(read('a.md', `---\n# ask Otto first\ntitle: Pier\n---${body}`).said).toContain('Otto');
  });

  const yaml = '---\ntitle: North pier\nowner: Mona\n---';
  it.each([
    ['a.rst', '\n\nRopes\n=====\n\nOf hemp.\n'],
    ['a.org', '\n\n* Ropes\n\nOf hemp.\n'],
    ['a.adoc', '\n\n== Ropes\n\nOf hemp.\n'],
    ['a.txt', '\n\nRopes\n=====\n\nOf hemp.\n'],
    ['README', '\n\nRopes\n=====\n\nOf hemp.\n'],
  ])('by YAML at the head of %s', (path, below) => {
    expectTitle(path, yaml, 'North pier', below);
    const lines = `${yaml}${below}`.split('\n');
    for (const { text, startLine } of chunkDocument(path, `${yaml}${below}`).chunks)
      expect(text.split('\n')[0]).toBe(lines[startLine - 1]);
  });
});

describe('no title is stated by', () => {
  it.each([
    ['an example of JSON', '{\n  "title": "x"\n} is what it answers'],
    ['JSON that is broken', '{\n  "title": "x",\n}'],
    ['prose with a colon', 'Title: the pier\nof which more is said below'],
    ['a percentage', '% of ships\nthat moored'],
    ['a rule in a text', '---\nNo ship may moor here\n---'],
  ])('%s, which stays text', (_, head) => {
    const found = read('a.md', head + body);
    expect(found.title === 'Ropes' || found.headings.length > 1).toBe(true);
    for (const word of head.match(/\p{L}{3,}/gu) ?? []) expect(found.said).toContain(word);
  });
});

it('headings in the bullets of an outliner are those of the page', () => {
  const text =
    'title:: Quays\n\n- # Ropes\n\t- of hemp\n\t- ## Chains\n\t\t- of iron\n- TODO paint\n';
  const { title, headings, body: last } = read('a.md', text);
  expect({ title, headings }).toEqual({ title: 'Quays', headings: ['Ropes', 'Chains'] });
  expect(last?.headingPath[0]).toBe('Quays');
  expect(read('a.md', `${text}\nText.\n\n- # No heading of the page\n`).headings).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';

const textOf = (text: string, path = 'a.md') =>
  chunkDocument(path, text)
    .chunks.map((chunk) => chunk.text)
    .join('\n');

describe('front matter', () => {
  it('is a passage of its own under the title', () => {
    const text =
      '---\ntitle: Guide\ndescription: What it is\n  all about.\ndraft: true\n---\nText.';
    expect(chunkDocument('a.md', text).chunks).toEqual([
      {
        headingPath: ['Guide'],
        anchor: null,
        text: 'title: Guide\ndescription: What it is\n  all about.\ndraft: true',
        startLine: 2,
        endLine: 5,
      },
      { headingPath: ['Guide'], anchor: null, text: 'Text.', startLine: 7, endLine: 7 },
    ]);
  });

  it.each([
    ['tags', '---\ntitle: Sync\ntags: [moonshot, budgeting]\n---\nRoof.', 'moonshot'],
    ['aliases', '---\naliases:\n- "Projekt Möwe"\n- Tern\n---\n# Roof', 'Projekt Möwe'],
    ['an owner', '---\n# who\nowner: crew\ncontact: a@example.org\n---\n', 'a@example.org'],
    ['nested keys', '---\nhero:\n  text: Quiet pumps\n---\n', 'Quiet pumps'],
    ['a table in TOML', "+++\n[extra]\nstatus = 'superseded'\n+++\nText", 'superseded'],
    ['a template', '---\ntitle: {{ name }}\nredirect_to: /argent/\n---\n', '/argent/'],
    ['a rule for an editor', '---\ndescription: Bojen\nglobs: *.ts\n---\n# B', '*.ts'],
  ])('is found by %s', (_, text, said) => {
    expect(textOf(text)).toContain(said);
  });

  it.each(['---\ntitle: x\n---\n', '+++\ntitle = "x"\n+++', '---\ndraft: true\n...\n\n'])(
    'alone makes a passage: %j',
    (text) => {
      expect(chunkDocument('a.md', text).chunks).toHaveLength(1);
    },
  );

  it('in TOML states its title before any table', () => {
    const text = "+++\nweight = 1\n[author]\ntitle = 'Captain'\n+++\n# Log";
    expect(chunkDocument('a.md', text).title).toBe('Log');
  });

  it('never has half a character in its title', () => {
    const { title } = chunkDocument('a.md', `---\ntitle: ${'a'.repeat(299)}😀\n---\n`);
    expect(title?.isWellFormed()).toBe(true);
  });
});

describe('a rule on the first line', () => {
  it.each([
    ['prose', '---\n\nTwo people carry a whistle.\n\n---\n\nThe hatch is locked.', []],
    ['a heading', '---\n# Pelican\n\nA yellow bell.\n\n---\n\nSection two.', ['Pelican']],
    [
      'prose with a colon',
      '---\nMerke: Der Steg ist\nglatt.\n---\n\nEnde.',
      ['Merke: Der Steg ist glatt.'],
    ],
    ['a list', '---\n- une bouée\n- deux cordes\n\n---\nFin.', []],
    ['a table', '---\n| a | b |\n|---|---|\n| c | d |\n\n---\nEnd.', []],
    ['another rule', '---\n---\n# Title\n\nText', ['Title']],
  ])('before %s loses nothing', (_, text, headings) => {
    const words = text.match(/\p{L}+/gu) ?? [];
    const said = textOf(text);
    for (const word of words) expect(said).toContain(word);
    expect(chunkDocument('a.md', text).headings).toEqual(headings);
  });

  it('that never closes opens no front matter', () => {
    const { title, chunks } = chunkDocument('a.md', '---\n\ntitle: x');
    expect({ title, text: chunks[0]?.text }).toEqual({ title: null, text: '---\n\ntitle: x' });
  });
});

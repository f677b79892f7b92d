import { expect, it } from 'vitest';
import { formatOf } from '../../shared/src/extract/formats.ts';
import { expectLawsToHold } from './laws.ts';

const after = '\n\nOf the pier.\n\n';
const headingsOf = (path: string, text: string) => expectLawsToHold(path, text).headings;

it.each('mkd mkdn mdown mdwn markdn mdtxt'.split(' '))(
  'a file named .%s is Markdown',
  (extension) => {
    const path = `notes.${extension}`;
    expect(formatOf({ name: path })).toBe('markdown');
    const text = `# Pier${after}Ropes\n-----${after}<!-- not seen -->\n\n\`\`\`\n# no heading\n\`\`\`\n`;
    const { headings, hidden } = expectLawsToHold(path, text);
    expect(headings).toEqual(['Pier', 'Ropes']);
    expect(hidden).not.toEqual([]);
  },
);

it('.asc is AsciiDoc, but not what PGP wrote', () => {
  expect(headingsOf('a.asc', `= Pier${after}== Ropes${after}`)).toEqual(['Pier', 'Ropes']);
  const key =
    '-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: 1\n\nmQENBF\n== x\n=ABCD\n-----END PGP PUBLIC KEY BLOCK-----\n';
  expect(headingsOf('a.asc', key)).toEqual([]);
});

it.each([
  [
    'MediaWiki',
    'a.mediawiki',
    `== Pier ==${after}=== ''Old'' ropes ===${after}`,
    ['Pier', 'Old ropes'],
  ],
  ['a wiki', 'Home.wiki', `= Pier =${after}== [[a|Old]] ropes ==${after}`, ['Pier', 'Old ropes']],
  ['Creole', 'a.creole', `= Pier${after}== Old ropes${after}`, ['Pier', 'Old ropes']],
  [
    'DokuWiki',
    'start.txt',
    `====== Pier ======${after}===== Old ropes =====${after}`,
    ['Pier', 'Old ropes'],
  ],
  [
    'Textile',
    'a.textile',
    `h1. Pier${after}h2(#ropes). Old ropes${after}p. Text${after}`,
    ['Pier', 'Old ropes'],
  ],
])('%s has headings', (_, path, text, headings) => {
  const {
    title,
    headings: found,
    chunks,
  } = expectLawsToHold(path, text.replaceAll('Of', 'long '.repeat(200)));
  expect(found).toEqual(headings);
  expect(title).toBe('Pier');
  expect(chunks.at(-1)?.headingPath).toEqual(headings);
});

it('prose with equals signs has no headings of a wiki', () => {
  const text = `A sum:\n\n a == b ==\n\nx = 5\n\n=====\n\nEnd.\n`;
  expect(headingsOf('a.txt', text)).toEqual(['A sum:']);
});

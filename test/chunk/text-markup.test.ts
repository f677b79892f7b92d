import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';

const filler = 'The keeper notes the force of the wind and the state of the tide. '.repeat(5);
const titleOf = (name: string, text: string) => chunkDocument(name, text).title;
/** The heading path of the chunk that says this. */
const pathOf = (name: string, text: string, said: string) =>
  chunkDocument(name, text).chunks.find((chunk) => chunk.text.includes(said))?.headingPath;

describe('a text whose name does not say how it is marked up', () => {
  it('is AsciiDoc, as the manuals of git are', () => {
    const text = `kestrel(1)\n==========\n\nNAME\n----\nkestrel - Watch the tide. ${filler}\n\nOPTIONS\n-------\n--dry::\n\tSays what it would do. ${filler}\n+\n----\n$ kestrel --dry\n----\n`;
    expect(titleOf('kestrel.txt', text)).toBe('kestrel(1)');
    expect(pathOf('kestrel.txt', text, '--dry::')).toEqual(['kestrel(1)', 'OPTIONS']);
    const short = `= Kestrel\n\n${filler}\n\n== Retention\n\nNine days. ${filler}\n`;
    expect(pathOf('manual.txt', short, 'Nine days')).toEqual(['Kestrel', 'Retention']);
  });

  it('is reStructuredText, as the documentation of Django is', () => {
    const text = `.. _tides:\n\n=====\nTides\n=====\n\n${filler}\n\n\`\`ebb()\`\`\n---------\n\n.. function:: ebb(hour)\n\n    Low water. ${filler}\n`;
    expect(titleOf('tides.txt', text)).toBe('Tides');
    expect(pathOf('tides.txt', text, 'Low water')).toEqual(['Tides', 'ebb()']);
  });

  it('is Markdown, as llms.txt is', () => {
    const text = `# Kestrel\n\n> Watches the tide. ${filler}\n\n## Docs\n\n- [Tables](https://example.org/tables.md): ${filler}\n`;
    expect(titleOf('llms.txt', text)).toBe('Kestrel');
    expect(pathOf('llms.txt', text, 'Tables')).toEqual(['Kestrel', 'Docs']);
    expect(pathOf('README', text, 'Tables')).toEqual(['Kestrel', 'Docs']);
  });

  it('underlines the headings of a plain text', () => {
    const text = `Kestrel 2\n=========\n\n${filler}\n\nKnown bugs\n----------\n\nNone. ${filler}\n`;
    expect(pathOf('TODO', text, 'None.')).toEqual(['Kestrel 2', 'Known bugs']);
    const titled = `Kestrel 2\n\n${filler}\n\nKnown bugs\n==========\n\nNone. ${filler}\n`;
    expect(pathOf('TODO', titled, 'None.')).toEqual(['Kestrel 2', 'Known bugs']);
  });

  it('is not called what one of its sections is', () => {
    const text = `${filler}\n${filler}\n\nThe long version\n================\n\nRead on. ${filler}\n`;
    expect(titleOf('README', text)).toBeNull();
    expect(pathOf('README', text, 'Read on')).toEqual(['The long version']);
  });

  it('has no headings where comments and paragraphs look like some', () => {
    const comments = `# Minimum version\n\ncmake_minimum_required(VERSION 3.5)\n\n# Options\n\noption(TIDE "${filler}")\n`;
    expect(titleOf('CMakeLists.txt', comments)).toBe('# Minimum version');
    expect(chunkDocument('requirements.txt', '# tests\n\npytest==8\n').headings).toEqual([
      '# tests',
    ]);
    const paragraph = `${filler.trim()}\n----\n\n${filler}\n`;
    expect(chunkDocument('notice.txt', paragraph).headings).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hiddenParts } from '../../shared/src/visible/hidden-parts.ts';
import { withoutHidden } from '../../shared/src/visible/shown-lines.ts';

function shown(text: string, path = 'a.md'): string {
  return withoutHidden(text.split('\n'), 1, hiddenParts(path, text)).lines.join('\n');
}

describe('a word in angle brackets that is never closed hides nothing behind it', () => {
  test.each([
    ['a type', 'Returns Map<String, List<Object>> for each key.'],
    ['a type on a line of its own', 'List<Template>'],
    ['a name of an element', 'Put the snippet into the <head> of every page.'],
    ['one at the beginning of a line', '<dialog> elements are closed at first.'],
    ['one in a list', '- Option<Dialog> is none.'],
    ['one in a table', '| type | use |\n| --- | --- |\n| List<Datalist> | none |'],
    ['one in a heading', '## The <template> element'],
    ['an element whose content is plain text', 'Box<Style> and Vec<Script> and <title>.'],
    ['an object without data, whose content a browser shows', 'An <object id="x"> tag.'],
    ['the beginning of a comment', 'Begin it with <!-- and go on.'],
    ['the beginning of CDATA', 'In XML <![CDATA[ begins text.'],
    ['the beginning of a PHP script', 'A file begins with <?php as a rule.'],
  ])('%s', (_, text) => {
    const whole = `# One\n\n${text}\n\n## Two\n\nBehind.`;
    expect(shown(whole)).toBe(whole);
  });

  test('not when an end stands in code alone', () => {
    const text = 'Use <!-- or Vec<Script>.\n\n```html\n<script></script> -->\n```\n\nBehind.';
    expect(shown(text)).toBe(text);
  });

  test('not when an outer element is closed behind it', () => {
    const text = '<details>\n\nA List<Dialog>.\n\nBehind.\n\n</details>\n\nToo.';
    expect(shown(text)).toBe(text);
  });

  test('CDATA that is never closed ends with its tag, as in a browser', () => {
    expect(shown('<![CDATA[ x > seen\n\nBehind.')).toBe(' seen\n\nBehind.');
  });

  const words = fc.constantFrom('berth', 'tide', 'x < y', 'a > b', '`<script>`', '**bold**', '5');
  const tags = fc.constantFrom(
    ...['<Object>', '<head>', '<dialog>', '<template>', '<Script>', '<STYLE>', '<datalist>', '<T>'],
    ...['<textarea>', '<iframe>', '<noscript>', '<title>', '<!-- ', '<![CDATA[', '<?php ', '</p>'],
  );
  const blocks = fc
    .tuple(
      fc.constantFrom('', '', '# ', '- ', '1. ', '> '),
      fc.array(fc.oneof(words, tags), { minLength: 1, maxLength: 6 }),
    )
    .map(([mark, parts]) => `${mark}Says ${parts.join(' ')}.`);

  test('in any document of paragraphs, headings, lists and quotations', () => {
    fc.assert(
      fc.property(fc.array(blocks, { minLength: 1, maxLength: 8 }), (all) => {
        const text = all.join('\n\n');
        expect(shown(text)).toBe(text);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

describe('what an author hides stays hidden', () => {
  // GitHub leaves out the attribute and the comment; a browser that is given the page as it is does this.
  test.each([
    ['to the end of the document', 'Text.\n\n<div hidden>\n\nORDER\n\n## ORDER'],
    ['from inside a paragraph, which a div ends', 'Text <div hidden> ORDER\n\nORDER'],
    ['by an element that goes on in the next block', 'Text <b hidden> ORDER\n\nORDER'],
    ['by such an element in another', '<div>\n\n<b hidden>ORDER</div>\n\nORDER'],
    ['by a paragraph that HTML goes on in', '<p hidden>\n\n</div> ORDER'],
    ['behind a div in a paragraph', 'Text <div> text <span hidden> ORDER\n\nORDER'],
    ['by a style', 'Text.\n\n<section style="display:none">\n\nORDER'],
    ['by an element on a line of its own', 'Text.\n\n<template>\n\nORDER'],
    ['by one on a line of its own in a list', '- <dialog>\n\n  ORDER'],
    ['by a comment', 'Text.\n\n<!--\n\nORDER'],
    ['by a script', 'Text.\n\n<script>\n\nORDER'],
    ['by an element that is closed in another paragraph', 'A <span hidden>ORDER\n\nORDER</span>'],
    ['by an object that shows a file in its place', '<object data="a.svg">ORDER</object>'],
  ])('%s', (_, text) => expect(shown(text)).not.toContain('ORDER'));

  test.each([
    ['a paragraph', 'Text <span hidden> ORDER\nORDER\n\nBehind.'],
    ['a heading', '# Text <div hidden> ORDER\n\nBehind.'],
    ['a heading that is underlined', 'Text <span hidden> ORDER\n===\n\nBehind.'],
    ['an item', '- Text <div hidden> ORDER\n- Behind.'],
    ['an item with blocks', '- Text\n\n  <div hidden>\n\n  ORDER\n\nBehind.'],
    ['a quotation', '> <div hidden>\n>\n> ORDER\n\nBehind.'],
    ['a cell', '| a |\n| --- |\n| <b hidden> ORDER | Behind. |'],
    ['an outer element', '<div>\n\n<span hidden>ORDER</div>\n\nBehind.'],
    ['a paragraph of HTML', '<p style="display:none">ORDER\nORDER\n\nBehind.'],
  ])('and is over with %s', (_, text) => {
    expect(shown(text)).not.toContain('ORDER');
    expect(shown(text)).toContain('Behind.');
  });
});

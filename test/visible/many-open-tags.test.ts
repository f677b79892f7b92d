import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DeepParser } from '../../shared/src/visible/deep-parser.ts';
import { hiddenParts } from '../../shared/src/visible/hidden-parts.ts';
import { runs } from '../support/long-runs.ts';

/** Items that are moved to put others before them: what a parser does for each tag that is open. */
function itemsMoved(work: () => void): number {
  let moved = 0;
  const { unshift } = Array.prototype;
  const spy = vi.spyOn(Array.prototype, 'unshift').mockImplementation(function (
    this: unknown[],
    ...items: unknown[]
  ) {
    moved += this.length;
    return unshift.apply(this, items);
  });
  work();
  spy.mockRestore();
  return moved;
}

describe('tags that are never closed', () => {
  it.each([
    '<ul><li>x',
    '<table><tr><td>x',
    '<details><summary>x',
    'Returns List<Object> and',
    '<div hidden>',
    '<svg><b>',
  ])('cost no more for a line of %s, however many they are', (line) => {
    for (const path of ['a.md', 'a.mdx']) {
      const text = Array.from({ length: 20_000 }, () => line).join('\n');
      expect(itemsMoved(() => hiddenParts(path, text))).toBeLessThan(text.length);
    }
  });

  it('do not change what is hidden behind them', () => {
    const open = 'See List<Item> of it.\n\n'.repeat(3_000);
    const text = `${open}Seen <span hidden>not <span>seen</span> at all</span> after.\n`;
    expect(hiddenParts('a.md', text).slice(-4)).toEqual([6001, 5, 6001, 53]);
  });
});

const Published: typeof DeepParser = Object.getPrototypeOf(DeepParser);
const tags = 'div p b li ul table tr td svg math foreignObject title form br option script a'.split(
  ' ',
);
const pieces = fc.oneof(
  fc.constantFrom(...tags).map((tag) => `<${tag}>`),
  fc.constantFrom(...tags).map((tag) => `<${tag} class="x"/>`),
  fc.constantFrom(...tags).map((tag) => `</${tag}>`),
  fc.constantFrom('word', '&amp;', '<!-- x -->', '<![CDATA[ y ]]>', '<?php ?>', '\n'),
);

it('the parser for them tells the same as the published one', () => {
  const eventsOf = (Of: typeof DeepParser, html: string) => {
    const events: unknown[] = [];
    const note = (...event: unknown[]) =>
      events.push([...event, parser.startIndex, parser.endIndex]);
    const handler: ConstructorParameters<typeof DeepParser>[0] = {
      onopentag: (name, attributes) => note('open', name, attributes),
      onclosetag: (name, isImplied) => note('close', name, isImplied),
      ontext: (text) => note('text', text),
      oncomment: (text) => note('comment', text),
      onend: () => note('end'),
    };
    const parser = new Of(handler);
    parser.end(html);
    return events;
  };
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
      const html = all.join('');
      expect(eventsOf(DeepParser, html)).toEqual(eventsOf(Published, html));
    }),
    { numRuns: runs(300, 10_000), seed: 7 },
  );
});

import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';
import { loadTokenCounter } from '../../shared/src/search/show/count-tokens.ts';

const count = await loadTokenCounter();
const exactly = (text: string) => countTokens(text, { disallowedSpecial: new Set() });

test('ordinary text is counted exactly, what looks like a special token included', () => {
  const word = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.lorem());
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      const text = `${words.join(' ')} <|endoftext|>`;
      expect(count(text)).toBe(exactly(text));
    }),
  );
});

test('a long run without a break never counts too few', () => {
  const unit = fc.constantFrom('a', 'ab', 'Zx9', '==', 'é', '漢', '😀', 'lorem', '\n', ' ');
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 6 }), fc.nat(4_000), (units, length) => {
      const text = units.join('').repeat(length).slice(0, 4_000);
      expect(count(text)).toBeGreaterThanOrEqual(exactly(text));
      expect(count(text)).toBeLessThanOrEqual(exactly(text) + 4 * (2 + 8));
    }),
    { numRuns: 40 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashTerm } from '../../shared/src/lexical/weights/hash-term.ts';
import { isAlike, readSketch, sketchOf } from '../../shared/src/lexical/weights/sketch.ts';

const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 12, maxLength: 400 });
const sketchOfWords = (said: string[]) =>
  readSketch(sketchOf(said.map(hashTerm).sort((a, b) => a - b)));

test('a text resembles itself, and not one that shares half of its words', () => {
  fc.assert(
    fc.property(words, (said) => {
      const half = said.slice(0, said.length / 2);
      const others = said.slice(said.length / 2).map((word) => `${word}-else`);
      expect(isAlike(sketchOfWords(said), sketchOfWords(said), 0.9)).toBe(true);
      expect(isAlike(sketchOfWords(said), sketchOfWords([...half, ...others]), 0.9)).toBe(false);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberSet } from '../../shared/src/sources/conversations/number-set.ts';

test('numbers that are added and taken away are those of a set, also after they were stored', () => {
  const change = fc.record({ number: fc.nat(3_000), isAdded: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      let numbers = new NumberSet();
      const expected = new Set<number>();
      for (const { number, isAdded } of changes) {
        if (isAdded) numbers.add(number);
        else numbers.delete(number);
        if (isAdded) expected.add(number);
        else expected.delete(number);
        numbers = new NumberSet(numbers.toJSON());
        expect(numbers.has(number)).toBe(isAdded);
      }
      expect([...numbers]).toEqual([...expected].sort((a, b) => a - b));
    }),
  );
});

test('the numbers of 100,000 threads are stored in 17 KB', () => {
  const numbers = new NumberSet();
  for (let number = 1; number <= 100_000; number += 1) numbers.add(number);
  expect(numbers.toJSON().length).toBeLessThan(17_000);
});

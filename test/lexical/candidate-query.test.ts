import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CandidateWord,
  candidateQuery,
} from '../../shared/src/lexical/query/candidate-query.ts';
import { termLevels } from '../../shared/src/lexical/weights/term-levels.ts';

const size = 100_000;

/** Of the passages that hold a word, the shares that reach the levels. */
const shares = [1, 0.3, 0.08, 0.012];

/** Words of so many passages each, whose terms are 1, 2, 3 … */
const words = (...frequencies: number[]): CandidateWord[] =>
  frequencies.map((frequency, at) => ({
    terms: [at + 1],
    weight: Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5)),
    frequencies: shares.map((share) => frequency * share),
  }));

const asked = (frequencies: number[], wanted = 1000) =>
  candidateQuery(words(...frequencies), size, wanted);

describe('the passages worth scoring', () => {
  it('are all that hold a rare word, and the others where they weigh enough to catch up', () => {
    expect(asked([900, 30_000])?.clauses).toEqual(['(1)', '(2c)']);
  });

  it('are of two frequent words those that hold both, or where one weighs much', () => {
    expect(asked([9_000, 30_000])?.clauses).toEqual(['(1b)', '(1)&((2c))', '(1a)&((2))']);
  });

  it('are of one very frequent word those in which it weighs much', () => {
    expect(asked([60_000])).toEqual({ clauses: ['(1b)'], isExhaustive: false });
  });

  it('are fewer where the word weighs much in most that hold it, as a product’s name does', () => {
    const weight = Math.log(1 + 40_000.5 / 60_000.5);
    const name = { terms: [1], weight, frequencies: [60_000, 50_000, 30_000, 2_000] };
    expect(candidateQuery([name], size, 1000)).toEqual({ clauses: ['(1c)'], isExhaustive: false });
  });

  it('are all that hold any word, where those are no more than are wanted', () => {
    expect(asked([10, 20, 30])).toEqual({ clauses: ['(1)', '(2)', '(3)'], isExhaustive: true });
    expect(asked([60_000], 1e9)).toEqual({ clauses: ['(1)'], isExhaustive: true });
  });

  it('hold any of the stems that a word may have', () => {
    const [word] = words(10);
    expect(candidateQuery([{ ...(word as CandidateWord), terms: [7, 8] }], size, 1000)).toEqual({
      clauses: ['(7|8)'],
      isExhaustive: true,
    });
  });

  it('are none if no word is in the index', () => {
    expect(candidateQuery([], size, 1000)).toBeNull();
    expect(
      candidateQuery([{ terms: [], weight: 9, frequencies: [0, 0, 0, 0] }], size, 1000),
    ).toBeNull();
  });
});

type Passage = Map<number, number>;

/** Whether a passage with these weights of its terms meets one of the clauses. */
function meets(passage: Passage, clauses: readonly string[]): boolean {
  const holds = (literal: string) => {
    const [, term, suffix] = /^(\d+)([a-z]?)$/.exec(literal) ?? [];
    const least = termLevels.find((level) => level.suffix === suffix)?.least ?? 0;
    const weight = passage.get(Number(term));
    return weight !== undefined && weight >= least;
  };
  const js = clauses
    .join('|')
    .replaceAll('|', '||')
    .replaceAll('&', '&&')
    .replace(/\d+[a-z]?/g, (literal) => String(holds(literal)));
  return new Function(`return ${js}`)() as boolean;
}

const frequency = fc.oneof(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: size }));
const frequencies = fc.array(frequency, { minLength: 1, maxLength: 30 });
const weights = fc.array(fc.constantFrom(0, 0.8, 1.2, 1.5, 1.9, 2.2), {
  minLength: 30,
  maxLength: 30,
});

describe('laws of the passages worth scoring', () => {
  const passageOf = (all: readonly number[]): Passage =>
    new Map(all.flatMap((weight, at) => (weight > 0 ? [[at + 1, weight] as const] : [])));

  it('one that weighs no less in any word is among them, too', () => {
    fc.assert(
      fc.property(frequencies, weights, fc.nat(29), (held, some, at) => {
        const query = asked(held);
        const more = some.with(at, 2.2);
        if (query && meets(passageOf(some), query.clauses))
          expect(meets(passageOf(more), query.clauses)).toBe(true);
      }),
    );
  });

  it('an exhaustive query finds all that hold any word, and is reached in the end', () => {
    fc.assert(
      fc.property(frequencies, weights, (held, some) => {
        const query = asked(held, 1e12);
        expect(query?.isExhaustive).toBe(true);
        const holdsAny = some.some((weight, at) => weight > 0 && at < held.length);
        expect(meets(passageOf(some), query?.clauses ?? [])).toBe(holdsAny);
      }),
    );
  });

  it('clauses name 60 terms at most, unless so many words are too rare to be told apart', () => {
    fc.assert(
      fc.property(frequencies, (held) => {
        const { clauses = [], isExhaustive } = asked(held) ?? {};
        const named = clauses.join().match(/\d+/g)?.length ?? 0;
        expect(named).toBeLessThanOrEqual(isExhaustive ? held.length : 60);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { limits } from '../../local/workflow/limits.ts';
import { refusal, step } from './refusal.ts';

describe('the limits of a text', () => {
  const many = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index)).join(', ');

  it.each<[string, number, (count: number) => string, string]>([
    [
      'assignments',
      limits.assignmentsPerStep,
      (count) => `{ assign: [${many(count, () => '{ a: 1 }')}] }`,
      '51 assignments, 50 are the most',
    ],
    [
      'conditions',
      limits.conditionsPerSwitch,
      (count) => `{ switch: [${many(count, () => '{ condition: true, next: end }')}] }`,
      '51 conditions, 50 are the most',
    ],
    [
      'branches',
      limits.branchesPerParallel,
      (count) =>
        `{ parallel: { branches: [${many(count, (index) => `{ b${index}: { steps: [{ s${index}: { assign: [{ a: 1 }] } }] } }`)}] } }`,
      '11 branches, 10 are the most',
    ],
    [
      'characters of an expression',
      limits.expressionCharacters,
      (count) => `{ return: "\${'${'x'.repeat(count - 5)}'}" }`,
      'an expression of 401 characters',
    ],
  ])('are kept for %s, to the last one', (_, most, body, problem) => {
    expect(refusal(step(body(most)))).toBe('nothing was refused');
    expect(refusal(step(body(most + 1)))).toContain(problem);
  });

  it('are kept for the source, to the last byte', () => {
    const filled = (bytes: number) => {
      const source = `${step('{ next: end }')}# é`;
      return source + '.'.repeat(bytes - Buffer.byteLength(source));
    };
    expect(refusal(filled(limits.sourceBytes))).toBe('nothing was refused');
    expect(refusal(filled(limits.sourceBytes + 1))).toContain('131073 bytes, 131072 are the most');
  });
});

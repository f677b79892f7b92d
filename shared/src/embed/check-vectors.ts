import { MalformedAnswer } from './embedder.ts';

/**
 * Checks the vectors that a provider answered, and scales them to unit length, which truncated
 * vectors do not have.
 * @param dimensions null if any number will do, as long as it is the same for all
 * @throws MalformedAnswer if the count, the dimensions or a number is not valid
 */
export function checkVectors(
  answer: readonly unknown[],
  count: number,
  dimensions: number | null,
): number[][] {
  if (answer.length !== count) {
    throw new MalformedAnswer(`The embedder answered ${answer.length} vectors for ${count} texts.`);
  }
  let expected = dimensions;
  return answer.map((values) => {
    if (!Array.isArray(values) || !values.every(Number.isFinite)) {
      throw new MalformedAnswer('The embedder answered something other than a vector of numbers.');
    }
    expected ??= values.length;
    if (values.length !== expected) {
      throw new MalformedAnswer(
        `The embedder answered ${values.length} dimensions instead of ${expected}.`,
      );
    }
    return toUnitLength(values);
  });
}

function toUnitLength(values: readonly number[]): number[] {
  const length = Math.hypot(...values);
  if (!(length > 0 && Number.isFinite(length))) {
    throw new MalformedAnswer('The embedder answered a vector of length 0.');
  }
  return values.map((value) => value / length);
}

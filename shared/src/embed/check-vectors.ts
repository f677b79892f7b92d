import { RefusedRequest } from './embedder.ts';

/**
 * What a provider answered, as vectors of unit length: models that cut their vectors short return
 * them longer or shorter.
 * @param dimensions null when any one length will do
 * @throws RefusedRequest on a wrong count, a wrong length, or what is no finite number
 */
export function checkVectors(
  answer: readonly unknown[],
  count: number,
  dimensions: number | null,
): number[][] {
  if (answer.length !== count) {
    throw new RefusedRequest(`The embedder answered ${answer.length} vectors for ${count} texts.`);
  }
  let expected = dimensions;
  return answer.map((values) => {
    if (!Array.isArray(values) || !values.every(Number.isFinite)) {
      throw new RefusedRequest('The embedder answered what is no vector of numbers.');
    }
    expected ??= values.length;
    if (values.length !== expected) {
      throw new RefusedRequest(
        `The embedder answered ${values.length} dimensions instead of ${expected}.`,
      );
    }
    return toUnitLength(values);
  });
}

function toUnitLength(values: readonly number[]): number[] {
  const length = Math.hypot(...values);
  if (!(length > 0 && Number.isFinite(length))) {
    throw new RefusedRequest('The embedder answered a vector without a direction.');
  }
  return values.map((value) => value / length);
}

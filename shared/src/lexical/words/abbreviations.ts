const points = /^(?=.*\p{Lu})(?:\p{L}(?:\.\p{L})+|\p{Lu}\p{L}{0,2}(?:\.\p{Lu}\p{Ll}?)+)$/u;

/**
 * An abbreviation without its points (U.S.A., e.V., Ph.D.); null: it has none. The last point is
 * no part of it. Without a capital it is rather a name of code.
 */
export function withoutPoints(name: string): string | null {
  return points.test(name) ? name.replaceAll('.', '') : null;
}

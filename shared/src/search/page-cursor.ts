import { DocPilotError } from '../errors.ts';

/** Where a page of a listing ended, as an opaque text. */
export function encodePosition(position: object): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The position a cursor stands for.
 * @param keys what a position of this listing has, all texts
 * @throws DocPilotError invalid_request
 */
export function decodePosition<Key extends string>(
  cursor: string,
  keys: readonly Key[],
): Record<Key, string> {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const entries = keys.map((key) => {
      const value = (position as Record<string, unknown>)[key];
      if (typeof value !== 'string') throw new TypeError(`${key} is missing`);
      return [key, value];
    });
    return Object.fromEntries(entries);
  } catch (error) {
    throw new DocPilotError(
      'invalid_request',
      'cursor is not one of this listing: send next_cursor of the page before, or none.',
      { cause: error },
    );
  }
}

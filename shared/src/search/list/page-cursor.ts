import { DocPilotError } from '../../errors.ts';
import { fieldsWithNul } from '../../validate.ts';

/** Where a page of a listing ended, as an opaque text. */
export function encodePosition(position: object): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The position a cursor stands for.
 * @param keys what a position of this listing has, all texts
 * @param pattern what each of them looks like
 * @throws DocPilotError invalid_request
 */
export function decodePosition<Key extends string>(
  cursor: string,
  keys: readonly Key[],
  pattern = /^/,
): Record<Key, string> {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const entries = keys.map((key) => {
      const value = (position as Record<string, unknown>)[key];
      if (typeof value !== 'string' || !pattern.test(value) || fieldsWithNul(value).length > 0) {
        throw new TypeError(`${key} is no part of a position`);
      }
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

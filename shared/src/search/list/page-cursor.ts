import { DocPilotError } from '../../errors.ts';
import { fieldsWithNul } from '../../validate.ts';

/** The position at which a page of a listing ended, as an opaque cursor. */
export function encodePosition(position: object): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Decodes a cursor's position.
 * @param keys the fields of this listing's positions, all of them texts
 * @param pattern what every field must match
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
      const isText = typeof value === 'string' && value.isWellFormed();
      if (!isText || !pattern.test(value) || fieldsWithNul(value).length > 0) {
        throw new TypeError(`${key} is not valid in a position`);
      }
      return [key, value];
    });
    return Object.fromEntries(entries);
  } catch (error) {
    throw new DocPilotError(
      'invalid_request',
      'cursor is not one of this listing: send next_cursor of the previous page, or none.',
      { cause: error },
    );
  }
}

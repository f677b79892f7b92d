/** A text that Postgres takes: without NUL, and with U+FFFD where half a surrogate pair stood. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

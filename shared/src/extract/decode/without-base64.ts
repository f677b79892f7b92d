import { blankBase64Lines } from './base64-lines.ts';
import { withoutRuns } from './base64-runs.ts';
import { blankByteDumps, withoutHexRuns } from './byte-dumps.ts';
import { withoutDataUris } from './data-uris.ts';

/** Where no line may be one of bytes, the lines are not looked at. */
const mayHaveLines =
  /[A-Za-z0-9+/]{40}|-----BEGIN |^begin(?:-base64)? [0-7]{3}|(?:0x|\\x)[0-9A-Fa-f]{2}|^\s{0,8}[0-9A-Fa-f]{6,16}:?\s/m;

/**
 * A text without embedded files: data: URIs, base64 in one run or in lines of one width, armoured
 * blocks, and long lists of bytes. Every line stays where it is. Private keys stay, too: they are masked,
 * and counted.
 */
export function withoutBase64(text: string): string {
  const short = withoutHexRuns(withoutRuns(withoutDataUris(text)));
  if (!mayHaveLines.test(short)) return short;
  const lines = short.split('\n');
  blankBase64Lines(lines);
  blankByteDumps(lines);
  return lines.join('\n');
}

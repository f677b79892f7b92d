/** What the Encoding Standard decodes, the other way round: by trying every pair of bytes. */
export function encode(text: string, charset: string): Uint8Array {
  const codes = codesOf(charset);
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = codes.get(character);
      if (bytes === undefined) throw new Error(`${charset} has no ${character}`);
      return bytes;
    }),
  );
}

const known = new Map<string, Map<string, number[]>>();

function codesOf(charset: string): Map<string, number[]> {
  const found = known.get(charset);
  if (found) return found;
  const decoder = new TextDecoder(charset, { fatal: true });
  const codes = new Map<string, number[]>();
  const add = (bytes: number[]) => {
    try {
      const character = decoder.decode(Uint8Array.from(bytes));
      if ([...character].length === 1 && !codes.has(character)) codes.set(character, bytes);
    } catch {
      // No character has these bytes.
    }
  };
  for (let first = 0; first < 256; first++) add([first]);
  for (let first = 0x81; first < 256; first++)
    for (let second = 0x40; second < 256; second++) add([first, second]);
  known.set(charset, codes);
  return codes;
}

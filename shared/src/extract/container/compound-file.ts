import { Unreadable } from '../unreadable.ts';

/** Office documents before 2007, Outlook's messages, and the envelope of documents with a password. */
const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Numbers from here on end a chain of sectors, or mark them as something else. */
const firstMark = 0xfffffffa;
const listedInHeader = 109;

export function startsAsCompoundFile(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/**
 * Parsers follow a file's chains of sectors into a growing list, and one that goes round ends the
 * whole process, not the thread alone. [MS-CFB] 2.2 to 2.5.
 * @throws Unreadable as `broken` when a chain goes round
 */
export function checkCompoundFile(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = bytes.length < 512 ? 0 : view.getUint16(30, true);
  if (shift !== 9 && shift !== 12)
    throw new Unreadable('broken', 'Its sectors have no known size.');
  const perSector = 2 ** shift / 4;
  const word = (sector: number, index: number): number => {
    const at = (sector + 1) * 2 ** shift + 4 * index;
    return at + 4 <= bytes.length ? view.getUint32(at, true) : firstMark;
  };
  const tables: number[] = [];
  for (let n = 0; n < listedInHeader; n += 1) tables.push(view.getUint32(76 + 4 * n, true));
  const lists = new Set<number>();
  for (let list = view.getUint32(68, true); list < firstMark; list = word(list, perSector - 1)) {
    if (lists.has(list)) throw new Unreadable('broken', 'Its lists of sectors go round.');
    lists.add(list);
    for (let n = 0; n < perSector - 1; n += 1) tables.push(word(list, n));
  }
  const next: number[] = [];
  for (const table of tables) {
    if (table >= firstMark) continue;
    for (let n = 0; n < perSector; n += 1) next.push(word(table, n));
    if (next.length > bytes.length) throw new Unreadable('broken', 'It lists sectors twice.');
  }
  checkChains(next);
  const nextSmall: number[] = [];
  for (let at = view.getUint32(60, true); at < next.length; at = next[at] ?? firstMark) {
    for (let n = 0; n < perSector; n += 1) nextSmall.push(word(at, n));
  }
  checkChains(nextSmall);
}

/** @param next for every sector the one that follows it, or a mark */
function checkChains(next: readonly number[]): void {
  const seenFrom = new Uint32Array(next.length);
  for (let start = 0; start < next.length; start += 1) {
    let at = start;
    while (at < next.length && seenFrom[at] === 0) {
      seenFrom[at] = start + 1;
      at = next[at] ?? firstMark;
    }
    if (at < next.length && seenFrom[at] === start + 1) {
      throw new Unreadable('broken', 'Its sectors go round.');
    }
  }
}

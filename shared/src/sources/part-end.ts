/**
 * When to hand on a part of a listing, in milliseconds of the epoch: half of what is left of the slice
 * is for storing what was read.
 * @param mostMs the time that a part takes at most
 * @param deadline of the slice, in milliseconds of the epoch
 */
export function partEnd(mostMs: number, deadline = Number.POSITIVE_INFINITY): number {
  return Date.now() + Math.min(mostMs, (deadline - Date.now()) / 2);
}

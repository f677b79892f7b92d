import { createHash } from 'node:crypto';
import { invalidValue } from './drive-problem.ts';
import type { DriveItem } from './drive-store.ts';
import type { ItemOrder, SortPosition } from './item-order.ts';

/**
 * One page of a list. Its token says after which item the next begins, so that what comes or goes
 * between two pages moves nothing else; and for which request it was given.
 * @throws DriveProblem for a token of another request, or none
 */
export function pageOf(
  items: readonly DriveItem[],
  order: ItemOrder,
  { request, token, size }: { request: string; token: string | null; size: number },
): { items: DriveItem[]; nextPageToken?: string } {
  const after = token === null ? null : readToken(token, request);
  const sorted = items
    .map((item) => ({ item, position: order.positionOf(item) }))
    .filter(({ position }) => after === null || order.compare(position, after) > 0)
    .sort((left, right) => order.compare(left.position, right.position));
  const page = sorted.slice(0, size);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    ...(last && sorted.length > size && { nextPageToken: writeToken(last.position, request) }),
  };
}

function writeToken(position: SortPosition, request: string): string {
  return Buffer.from(JSON.stringify([digest(request), ...position])).toString('base64url');
}

function readToken(token: string, request: string): SortPosition {
  try {
    const [given, ...position] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (given === digest(request)) return position;
  } catch {
    // Not one of ours, then.
  }
  throw invalidValue('pageToken');
}

function digest(request: string): string {
  return createHash('sha256').update(request).digest('base64url').slice(0, 16);
}

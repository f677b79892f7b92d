import { invalidValue } from './drive-problem.ts';
import type { DriveItem } from './drive-store.ts';
import { folderType } from './mime-types.ts';

type SortValue = string | number;
/** Where an item stands in an order: its keys, then its id, so that no two stand alike. */
export type SortPosition = readonly SortValue[];

export interface ItemOrder {
  positionOf(item: DriveItem): SortPosition;
  compare(left: SortPosition, right: SortPosition): number;
}

const keys: Readonly<Record<string, (item: DriveItem) => SortValue>> = {
  createdTime: ({ createdTime }) => createdTime.getTime(),
  folder: ({ mimeType }) => (mimeType === folderType ? 0 : 1),
  modifiedTime: ({ modifiedTime }) => modifiedTime.getTime(),
  name: ({ name }) => name.toLowerCase(),
  name_natural: ({ name }) => name,
  quotaBytesUsed: ({ size }) => size ?? 0,
};

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * Reads `orderBy`. Google knows keys beside these (by the caller's own views and stars), which no
 * item here has.
 * @throws DriveProblem for them, and for what is no key at all
 */
export function readOrder(text: string): ItemOrder {
  const sorts = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [key = '', direction, ...rest] = part.trim().split(/\s+/);
      const read = Object.hasOwn(keys, key) ? keys[key] : undefined;
      const isReadable = (direction === undefined || direction === 'desc') && rest.length === 0;
      if (read === undefined || !isReadable) throw invalidValue('orderBy');
      const compare = key === 'name_natural' ? compareNaturally : compareValues;
      return { read, compare, sign: direction === 'desc' ? -1 : 1 };
    });
  return {
    positionOf: (item) => [...sorts.map(({ read }) => read(item)), item.id],
    compare: (left, right) => {
      for (const [index, { compare, sign }] of sorts.entries()) {
        const difference = compare(left[index] ?? '', right[index] ?? '');
        if (difference !== 0) return sign * difference;
      }
      return compareValues(left.at(-1) ?? '', right.at(-1) ?? '');
    },
  };
}

function compareValues(left: SortValue, right: SortValue): number {
  return left < right ? -1 : Number(left > right);
}

function compareNaturally(left: SortValue, right: SortValue): number {
  return natural.compare(String(left), String(right));
}

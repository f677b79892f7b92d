import type { DocumentFilters } from '../documents/document-filters.ts';

/** Where to look for documents, and how many are wanted. */
export interface Reach {
  filters: DocumentFilters;
  /** The documents that the filters leave, if those are few: then each of their passages is looked at. */
  among: readonly number[] | null;
  /** Documents that are left out. */
  without: readonly number[];
  /** Documents at most. */
  limit: number;
  /** Documents that will do, no more than `limit`; where fewer are found, more is looked at. */
  enough: number;
}

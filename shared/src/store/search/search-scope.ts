import type { DocumentFilters } from '../documents/document-filters.ts';

/** Which documents a search may find, and how many. */
export interface SearchScope {
  filters: DocumentFilters;
  /** The documents that meet the filters, if they are few: every passage of theirs is a candidate. */
  onlyDocumentIds: readonly number[] | null;
  /** Documents that are left out, since earlier pages have shown them. */
  excludedDocumentIds: readonly number[];
  maxDocuments: number;
  /** Where fewer are found, more candidates are tried. At most `maxDocuments`. */
  minDocuments: number;
}

import * as z from 'zod';
import { sourceKinds } from '../../document.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { countDocuments, type Facet, latestDocuments } from '../../store/list/count-documents.ts';
import { documentFilters } from '../request/document-filters.ts';
import type { SearchFilters } from '../request/filters.ts';

/** A week, a month, a year. */
const periods = [7, 30, 365];
/** How many of the documents that changed last are shown. */
const latestCount = 6;

const facet = z.array(z.object({ value: z.string(), documents: z.int() }));

export const facetsResponse = z.object({
  sources: facet,
  repositories: facet.describe('The 20 with most documents.'),
  folders: facet.describe(
    'Those directly in the folder of path_prefix, or at the top: the 500 with most documents.',
  ),
  types: facet.describe(
    'Extensions; content types of documents without one; issue, pull, discussion and release.',
  ),
  states: facet.describe('Of issues, pull requests and discussions.'),
  labels: facet.describe('The 20 with most issues, pull requests and discussions.'),
  changed: facet.describe('By how many days ago, at most: 7, 30 or 365.'),
  latest: z
    .array(
      z.object({
        document_id: z.string(),
        title: z.string(),
        source: z.enum(sourceKinds),
        repository: z.string(),
        path: z.string(),
        changed_at: z.iso.datetime(),
      }),
    )
    .describe('The documents that changed last.'),
});

export type FacetsResponse = z.output<typeof facetsResponse>;

/** What the documents that the filters leave can be filtered by, with their numbers. */
export async function readFacets(
  database: Queryable,
  filters: SearchFilters,
): Promise<FacetsResponse> {
  const asked = documentFilters(filters);
  const counted = await countDocuments(database, asked, periods);
  const of = (name: Facet) =>
    counted
      .filter(({ facet }) => facet === name)
      .map(({ value, documents }) => ({ value, documents }));
  return {
    sources: of('source'),
    repositories: of('repository'),
    folders: of('folder'),
    types: families(of('type')),
    states: of('state'),
    labels: of('label'),
    changed: of('changed').sort((a, b) => Number(a.value) - Number(b.value)),
    latest: (await latestDocuments(database, asked, latestCount)).map(
      ({ key, changedAt, ...document }) => ({
        document_id: key,
        ...document,
        changed_at: changedAt.toISOString(),
      }),
    ),
  };
}

/** Types that a filter by one of them finds as well, as one: the one with most documents. */
function families(types: z.output<typeof facet>): z.output<typeof facet> {
  const merged = new Map<string, { value: string; documents: number }>();
  for (const { value, documents } of types) {
    const [family = value] = documentFilters({ type: value }).types ?? [];
    const known = merged.get(family);
    if (known === undefined) merged.set(family, { value, documents });
    else known.documents += documents;
  }
  return [...merged.values()].sort((a, b) => b.documents - a.documents);
}

import { type FacetsResponse, facetsResponse } from '../../search/list/facets.ts';
import { searchFilters } from '../../search/request/filters.ts';
import { type Endpoint, outages } from '../endpoint.ts';

const example: FacetsResponse = {
  sources: [{ value: 'github', documents: 108 }],
  repositories: [{ value: 'acme/handbook', documents: 108 }],
  folders: [{ value: 'docs/', documents: 96 }],
  types: [{ value: 'md', documents: 104 }],
  states: [],
  labels: [],
  changed: [{ value: '30', documents: 12 }],
  latest: [
    {
      document_id: 'bzAIczR3b2pn9HpHcFGfVZ',
      title: 'Holidays',
      source: 'github',
      repository: 'acme/handbook',
      path: 'holidays.md',
      changed_at: '2026-01-31T07:30:00.000Z',
    },
  ],
};

export const facetsEndpoint = {
  method: 'GET',
  paths: { list: '/facets' },
  auth: 'key',
  tag: 'Index',
  summary: 'Count documents by what they can be filtered by',
  description:
    'Counts the documents that the filters of a search leave by source, repository, folder, type and change, most first, and names those that changed last.',
  input: searchFilters,
  answers: { 200: { description: 'The counts.', body: facetsResponse, example } },
  errors: outages,
} as const satisfies Endpoint;

import * as z from 'zod';
import { type ListResponse, listRequest, listResponse } from '../../search/list/list-request.ts';
import { searchFilters } from '../../search/request/filters.ts';
import {
  maxMoreQueries,
  queryText,
  readQueries,
  type SearchResponse,
  searchFields,
  searchRequest,
  searchResponse,
} from '../../search/request/search-request.ts';
import type { Endpoint } from '../endpoint.ts';
import { outages } from '../endpoint.ts';
import { booleanInQuery, numberInQuery } from './query-values.ts';

/** The example's answer, from a repository with a handbook. */
const place = {
  document_id: 'bzAIczR3b2pn9HpHcFGfVZ',
  title: 'Holidays',
  source: 'github',
  repository: 'acme/handbook',
  path: 'holidays.md',
} as const;
const blob = 'https://github.com/acme/handbook/blob/d1bd9668690b3dad7d41030774586315bc2ea181';
const changed_at = '2026-01-31T07:30:00.000Z';
const verified_at = '2026-02-01T09:00:04.285Z';

const searchExample: SearchResponse = {
  results: [
    {
      id: `${place.document_id}.0`,
      ...place,
      url: `${blob}/holidays.md?plain=1#L1-L3`,
      section_url: `${blob}/holidays.md#holidays`,
      heading_path: ['Holidays'],
      start_line: 1,
      end_line: 3,
      location: null,
      snippet: '# Holidays\n\nThirty days a year, and your birthday.',
      score: 9.2103,
      similarity: null,
      match: 'words',
      changed_at,
      verified_at,
      also_in: [],
    },
  ],
  next_cursor: 'AQEBA9jQxcBH5n3uZbthkNNuo_g',
  truncated: false,
  degraded: false,
  evidence: 'strong',
  took_ms: 12.4,
};

const listExample: ListResponse = {
  view: 'documents',
  documents: [
    {
      ...place,
      url: `${blob}/holidays.md`,
      content_type: 'text/markdown',
      passages: 1,
      changed_at,
      verified_at,
    },
  ],
  next_cursor: null,
};

const { query: _, queries: __, ...others } = searchFields.shape;

/** A search in a query string; a filter with several values is repeated. */
export const searchQuery = z
  .strictObject({
    q: z
      .union(
        [
          queryText,
          z
            .array(queryText)
            .min(1)
            .max(1 + maxMoreQueries),
        ],
        'must be text: what you look for',
      )
      .describe('What to look for; several queries, if it is repeated.'),
    limit: numberInQuery(others.limit),
    ...searchFilters.shape,
    cursor: others.cursor,
    expand: others.expand,
    max_tokens: numberInQuery(others.max_tokens),
    similarity_threshold: numberInQuery(others.similarity_threshold),
    explain: booleanInQuery(others.explain),
    highlight: booleanInQuery(others.highlight),
    raw: booleanInQuery(others.raw),
  })
  .transform(
    (
      {
        q,
        limit,
        cursor,
        expand,
        max_tokens,
        similarity_threshold,
        explain,
        highlight,
        raw,
        ...filters
      },
      context,
    ) => {
      const queries = [q].flat();
      const more = { limit, cursor, expand, max_tokens, similarity_threshold };
      return readQueries({ queries, ...more, explain, highlight, raw, filters }, context);
    },
  );

const found = {
  200: {
    description:
      'The passages, best first. With `Accept: text/markdown`, what the tool search_documents gives an assistant.',
    body: searchResponse,
    orText: 'text/markdown',
    example: searchExample,
  },
} as const;

export const searchByAddressEndpoint = {
  method: 'GET',
  paths: { search: '/' },
  auth: 'key',
  tag: 'Search',
  summary: 'Find passages',
  description:
    'Finds the passages that answer a question, best first: by words and, with an embedder, by meaning. Each has a permanent link. If nothing is found, the list is empty. Pass `next_cursor` to get the next page; pages never repeat a result. A filter that is repeated, such as `repository=…&repository=…`, admits any of its values. The question is part of the address, which logs may keep; `POST` keeps it out of them. Pass a long one, such as a log, by `POST`, too: an address has 128 KB at most, and a proxy may allow less.',
  input: searchQuery,
  answers: found,
  errors: outages,
} as const satisfies Endpoint;

export const searchEndpoint = {
  method: 'POST',
  paths: { search: '/', mcp: '/search_documents' },
  auth: 'key',
  tag: 'Search',
  summary: 'Find passages, asked in JSON',
  description:
    'The same search as `GET /search`, with the request in the body. With `explain`, the answer tells how it was found.',
  input: searchRequest,
  example: { query: 'how many days of holidays do we have', limit: 1 },
  answers: found,
  errors: outages,
} as const satisfies Endpoint;

export const listEndpoint = {
  method: 'GET',
  paths: { list: '/', mcp: '/list_documents' },
  auth: 'key',
  tag: 'Index',
  summary: 'List what is indexed',
  description:
    'Lists documents, what each sync did, which files are not indexed and why, or the state of each repository and folder. The answer has one list, named after its `view`.',
  input: listRequest,
  answers: {
    200: {
      description: 'One page.',
      body: listResponse,
      orText: 'text/markdown',
      example: listExample,
    },
  },
  errors: outages,
} as const satisfies Endpoint;

const jsonSchema = z.record(z.string(), z.unknown()).describe('JSON Schema, draft 2020-12.');

export const toolsResponse = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      description: z.string().describe('Says when an assistant should use the tool.'),
      input_schema: jsonSchema,
      output_schema: jsonSchema,
    }),
  ),
});

export const toolsEndpoint = {
  method: 'GET',
  paths: { mcp: '/tools' },
  auth: 'key',
  tag: 'Assistants',
  summary: 'Describe the tools',
  description:
    'The tools of the Model Context Protocol, with the JSON schemas of their arguments and answers, for programs that call a model themselves.',
  answers: { 200: { description: 'The tools.', body: toolsResponse } },
  errors: [],
} as const satisfies Endpoint;

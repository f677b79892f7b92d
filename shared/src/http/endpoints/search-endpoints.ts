import { z } from 'zod';
import { listRequest, listResponse } from '../../search/list-request.ts';
import { searchRequest, searchResponse } from '../../search/search-request.ts';
import type { Endpoint } from '../endpoint.ts';
import { outages } from '../endpoint.ts';

export const searchEndpoint = {
  method: 'POST',
  paths: { search: '/', mcp: '/search_documents' },
  auth: 'key',
  tag: 'Search',
  summary: 'Find passages',
  description:
    'Finds the passages that answer a question, by words and, with an embedder, by meaning; best first, each with a link that stays true. Nothing found is an empty list. Go on with `next_cursor`: pages never repeat.',
  input: searchRequest,
  example: {
    query: 'how do I validate the body of a request',
    limit: 3,
    filters: { path_prefix: 'docs/' },
  },
  answers: { 200: { description: 'The passages, best first.', body: searchResponse } },
  errors: outages,
} as const satisfies Endpoint;

export const listEndpoint = {
  method: 'GET',
  paths: { list: '/', mcp: '/list_documents' },
  auth: 'key',
  tag: 'Index',
  summary: 'List what is indexed',
  description:
    'Lists documents, what each sync did, which files are not indexed and why, or how each repository and folder stands. The answer has one list, named as its `view`.',
  input: listRequest,
  answers: { 200: { description: 'One page.', body: listResponse } },
  errors: outages,
} as const satisfies Endpoint;

const jsonSchema = z.record(z.string(), z.unknown()).describe('JSON Schema, draft 2020-12.');

export const toolsResponse = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      description: z.string().describe('When an assistant should use it.'),
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
    'The tools of the Model Context Protocol, with the JSON schemas of what they take and answer, for those who call a model themselves.',
  answers: { 200: { description: 'The tools.', body: toolsResponse } },
  errors: [],
} as const satisfies Endpoint;

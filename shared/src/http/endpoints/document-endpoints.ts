import * as z from 'zod';
import {
  type DocumentResponse,
  documentResponse,
  fetchRequest,
} from '../../search/fetch/fetch-request.ts';
import { searchFields } from '../../search/request/search-request.ts';
import { type Endpoint, outages } from '../endpoint.ts';
import { booleanInQuery, numberInQuery } from './query-values.ts';

const line = '[1-9]\\d{0,8}';

const range = {
  lines: z
    .string('must be lines, for example 10-40')
    .regex(new RegExp(`^${line}(-(${line})?)?$`), 'must be lines, for example 10-40, 10- or 10')
    .transform((text) => {
      const [first = '', last = first] = text.split('-');
      const end_line = last === '' ? {} : { end_line: Number(last) };
      return { start_line: Number(first), ...end_line };
    })
    .refine(({ start_line, end_line = start_line }) => end_line >= start_line, {
      error: 'must not end before they start',
    })
    .optional()
    .describe('Only these lines: 10-40, from 10 on (10-), or one (10).'),
  max_tokens: numberInQuery(fetchRequest.shape.max_tokens.unwrap().optional()).describe(
    'The answer is cut after this many tokens; without it, after a million characters.',
  ),
  raw: booleanInQuery(searchFields.shape.raw),
};

const example: DocumentResponse = {
  id: 'bzAIczR3b2pn9HpHcFGfVZ',
  title: 'Holidays',
  text: '# Holidays\n\nThirty days a year, and your birthday.',
  url: 'https://github.com/acme/handbook/blob/d1bd9668690b3dad7d41030774586315bc2ea181/holidays.md',
  start_line: 1,
  end_line: 3,
  total_lines: 3,
  location: null,
  truncated: false,
  next_lines: null,
  metadata: {
    document_id: 'bzAIczR3b2pn9HpHcFGfVZ',
    source: 'github',
    repository: 'acme/handbook',
    path: 'holidays.md',
    content_type: 'text/markdown',
    changed_at: '2026-01-31T07:30:00.000Z',
    verified_at: '2026-02-01T09:00:04.285Z',
  },
};

const answers = {
  200: {
    description:
      'The text. With `Accept: text/markdown`, its name, its link, and the text between fences.',
    body: documentResponse,
    orText: 'text/markdown',
    example,
  },
} as const;

export const documentEndpoint = {
  method: 'GET',
  paths: { list: '/documents/:id' },
  auth: 'key',
  tag: 'Search',
  summary: 'Read a document by its id',
  description:
    'The text of a document, or some of its lines. A long one comes in parts: ask again with `lines` set to `next_lines`.',
  parameters: z.object({
    id: z.string().describe('A `document_id`, or the `id` of a search result.'),
  }),
  input: z.strictObject(range),
  answers,
  errors: outages,
} as const satisfies Endpoint;

export const documentAtPathEndpoint = {
  method: 'GET',
  paths: { list: '/documents' },
  auth: 'key',
  tag: 'Search',
  summary: 'Read a document by its path',
  description: 'The same for the document at a path of a repository or folder.',
  input: z.strictObject({
    repository: z
      .string('must be text: the name of a repository or folder')
      .min(1)
      .max(300)
      .describe('Its name, for example acme/handbook; a folder also by its id.'),
    path: z
      .string('must be text: the path of a document, for example docs/guide.md')
      .min(1)
      .max(4_000)
      .describe('The path in it, for example docs/guide.md.'),
    ...range,
  }),
  answers,
  errors: ['not_found', ...outages],
} as const satisfies Endpoint;

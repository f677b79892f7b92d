import * as z from 'zod';
import { type Endpoint, outages } from '../endpoint.ts';

export const health = z.object({
  status: z.literal('ok'),
  index: z
    .object({
      sources: z.int(),
      documents: z.int(),
      passages: z.int(),
      verified_at: z.iso
        .datetime()
        .nullable()
        .describe(
          'When the source that was checked longest ago was last verified to be up to date in the index; null if a source was never verified.',
        ),
    })
    .describe('Only counts, no private names.'),
});

export const healthEndpoint = {
  method: 'GET',
  paths: { home: '/health' },
  auth: 'none',
  tag: 'Home',
  summary: 'Check the health',
  description: 'Whether DocPilot and its database answer, and how much is indexed.',
  answers: {
    200: {
      description: 'DocPilot runs.',
      body: health,
      example: {
        status: 'ok',
        index: {
          sources: 2,
          documents: 108,
          passages: 162,
          verified_at: '2026-02-01T09:00:04.285Z',
        },
      },
    },
  },
  errors: outages,
} as const satisfies Endpoint;

/** Browsers cache these answers, and ask again by If-None-Match. */
const unchanged = { description: 'The version named by If-None-Match is still current.' };
const fileHeaders = { ETag: 'Identifies this version of the content.' };
const page = {
  description: 'The page.',
  contentType: 'text/html',
  body: z.string(),
  headers: fileHeaders,
};

export const pageEndpoint = {
  method: 'GET',
  paths: { home: '/' },
  auth: 'none',
  tag: 'Home',
  summary: 'Open the search page',
  description: 'The search page for people. It asks for the key itself.',
  answers: { 200: page, 304: unchanged },
  errors: [],
} as const satisfies Endpoint;

export const docsEndpoint = {
  method: 'GET',
  paths: { home: '/docs' },
  auth: 'none',
  tag: 'Home',
  summary: 'Open the documentation',
  description: 'This documentation.',
  answers: { 200: page, 304: unchanged },
  errors: [],
} as const satisfies Endpoint;

export const openApiEndpoint = {
  method: 'GET',
  paths: { home: '/openapi.json' },
  auth: 'none',
  tag: 'Home',
  summary: 'Get the documentation as OpenAPI',
  description: 'This documentation as OpenAPI 3.1, made from the schemas that validate requests.',
  answers: {
    200: {
      description: 'The OpenAPI document.',
      body: z.looseObject({ openapi: z.string() }),
      headers: fileHeaders,
    },
    304: unchanged,
  },
  errors: [],
} as const satisfies Endpoint;

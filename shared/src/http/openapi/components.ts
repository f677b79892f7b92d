import * as z from 'zod';
import { type ErrorBody, type ErrorCode, errorStatus } from '../../errors.ts';
import { type Direction, toJsonSchemas } from '../../json-schema.ts';
import { documentResponse } from '../../search/fetch/fetch-request.ts';
import {
  listedDocument,
  listedProblem,
  listedRun,
  listedSource,
  listResponse,
} from '../../search/list/list-request.ts';
import { searchFilters } from '../../search/request/filters.ts';
import { searchExplanation } from '../../search/request/search-explanation.ts';
import {
  searchRequest,
  searchResponse,
  searchResult,
} from '../../search/request/search-request.ts';
import { health } from '../endpoints/home-endpoints.ts';
import {
  protocolAnswer,
  protocolError,
  protocolMessage,
  protocolRequest,
  protocolResult,
} from '../endpoints/mcp-endpoint.ts';
import { toolsResponse } from '../endpoints/search-endpoints.ts';
import { syncRequest, syncStarted, syncState } from '../endpoints/sync-endpoints.ts';
import { pushSettled, pushTaken, webhookPayload } from '../endpoints/webhook-endpoint.ts';

const codes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]];

const errorBody = z.object({
  error: z.object({
    code: z.enum(codes),
    message: z.string().describe('What is wrong, and how to fix it.'),
    details: z
      .array(z.object({ field: z.string(), problem: z.string() }))
      .optional()
      .describe('For invalid_request: each field that is not valid.'),
  }),
}) satisfies z.ZodType<ErrorBody>;

/** The schemas of requests and answers, by their names in the documentation. */
const named = {
  input: {
    SearchRequest: searchRequest,
    SearchFilters: searchFilters,
    SyncRequest: syncRequest,
    ProtocolRequest: protocolRequest,
    ProtocolMessage: protocolMessage,
    WebhookPayload: webhookPayload,
  },
  output: {
    Error: errorBody,
    SearchResponse: searchResponse,
    SearchResult: searchResult,
    SearchExplanation: searchExplanation,
    DocumentText: documentResponse,
    ListResponse: listResponse,
    Document: listedDocument,
    Run: listedRun,
    Problem: listedProblem,
    Source: listedSource,
    SyncStarted: syncStarted,
    SyncState: syncState,
    Tools: toolsResponse,
    ProtocolAnswer: protocolAnswer,
    ProtocolResult: protocolResult,
    ProtocolError: protocolError,
    PushTaken: pushTaken,
    PushSettled: pushSettled,
    Health: health,
  },
} as const satisfies Record<Direction, Record<string, z.ZodType>>;

const addressOf = (name: string) => `#/components/schemas/${name}`;

/** The reference to the schema of errors. */
export const errorReference = { $ref: addressOf('Error') };

/** The reference to a named schema; undefined for a schema without a name. */
export function referTo(schema: z.ZodType, io: Direction): object | undefined {
  const [name] = Object.entries<z.ZodType>(named[io]).find(([, each]) => each === schema) ?? [];
  return name === undefined ? undefined : { $ref: addressOf(name) };
}

export function componentSchemas() {
  return {
    ...toJsonSchemas(named.input, 'input', addressOf),
    ...toJsonSchemas(named.output, 'output', addressOf),
  };
}

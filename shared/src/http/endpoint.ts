import type { z } from 'zod';
import { DocPilotError, type ErrorCode } from '../errors.ts';
import { validate } from '../validate.ts';
import type { ApiRequest, Reply, Route } from './route.ts';

/** What a caller may get. */
export interface Answer {
  description: string;
  /** JSON, unless `contentType` says otherwise; none is an answer without a body. */
  body?: z.ZodType;
  contentType?: string;
  /** Another type that it may have, of text. */
  orText?: string;
  /** By name, what each says. */
  headers?: Readonly<Record<string, string>>;
  example?: unknown;
}

/** What one may ask of DocPilot: the truth for routing, for validation and for the documentation. */
export interface Endpoint<Input extends z.ZodType = z.ZodType>
  extends Pick<Route, 'method' | 'auth' | 'maxRawBytes' | 'timeoutMs'> {
  /** By the function that has it: its path there. */
  paths: Readonly<Record<string, string>>;
  tag: string;
  summary: string;
  description: string;
  /** The path's named parts. */
  parameters?: z.ZodObject;
  /** Of the query of a GET, of the JSON body of a POST. */
  input?: Input;
  /** A JSON body that the handler reads by itself. */
  payload?: z.ZodType;
  /** Headers that the handler reads, by name: what each is. */
  headers?: Readonly<Record<string, string>>;
  /** Of a body that is taken. */
  example?: unknown;
  /** By status. */
  answers: Readonly<Record<number, Answer>>;
  /** The errors that do not follow from the rest. */
  errors: readonly ErrorCode[];
}

/** What a function that asks others, the database for one, may have to answer. */
export const outages = ['upstream_unavailable', 'upstream_timeout'] as const;

/**
 * The route by which a function serves an endpoint.
 * @param handle gets the valid input
 */
export function defineRoute<Input extends z.ZodType>(
  endpoint: Endpoint<Input>,
  functionName: string,
  handle: (input: z.output<Input>, request: ApiRequest) => Promise<Reply>,
): Route {
  const { parameters, input, method } = endpoint;
  const path = endpoint.paths[functionName];
  if (path === undefined) throw new Error(`${functionName} does not have: ${endpoint.summary}`);
  return {
    ...endpoint,
    path,
    handle: async (request) => {
      if (parameters && !parameters.safeParse(request.parameters).success) {
        throw new DocPilotError('not_found', 'There is nothing of this name.');
      }
      const sent = method === 'GET' ? request.query : request.body;
      return handle(input ? validate(input, sent) : (undefined as z.output<Input>), request);
    },
  };
}

/** Every error that an endpoint can give. */
export function possibleErrors(endpoint: Endpoint): ErrorCode[] {
  const { auth, method, input, parameters, errors } = endpoint;
  return [
    ...(input || method === 'POST' ? (['invalid_request'] as const) : []),
    ...(auth === 'key' || auth === 'signature' ? (['unauthorized'] as const) : []),
    ...(parameters ? (['not_found'] as const) : []),
    ...(method === 'POST' ? (['payload_too_large', 'unsupported_media_type'] as const) : []),
    ...(auth === 'key' ? (['rate_limited'] as const) : []),
    'internal',
    ...errors,
  ];
}

import type * as z from 'zod';
import { DocPilotError, type ErrorCode } from '../errors.ts';
import { fieldsWithNul, validate } from '../validate.ts';
import type { ApiRequest, Reply, Route } from './route.ts';

/** One answer of an endpoint. */
export interface Answer {
  description: string;
  /** The schema of the body; undefined for an answer without a body. */
  body?: z.ZodType;
  /** Default: application/json. */
  contentType?: string;
  /** Another content type that the answer can have, with a body of text. */
  orText?: string;
  /** Its headers by name, each with a description. */
  headers?: Readonly<Record<string, string>>;
  example?: unknown;
}

/** An endpoint: the one description for routing, validation and documentation. */
export interface Endpoint<Input extends z.ZodType = z.ZodType>
  extends Pick<Route, 'method' | 'auth' | 'maxRawBytes' | 'timeoutMs'> {
  /** Its path in each function that has it, by the function's name. */
  paths: Readonly<Record<string, string>>;
  tag: string;
  summary: string;
  description: string;
  /** The schema of the path's parameters. */
  parameters?: z.ZodObject;
  /** The schema of a GET's query or of a POST's JSON body. */
  input?: Input;
  /** The schema of a JSON body that the handler parses itself. */
  payload?: z.ZodType;
  /** The headers that the handler reads, by name, each with a description. */
  headers?: Readonly<Record<string, string>>;
  /** An example of a body. */
  example?: unknown;
  /** The answers by HTTP status. */
  answers: Readonly<Record<number, Answer>>;
  /** The errors that do not follow from the other fields. */
  errors: readonly ErrorCode[];
}

/** The errors of an endpoint that depends on other systems, such as the database. */
export const outages = ['upstream_unavailable', 'upstream_timeout'] as const;

/**
 * The route with which a function serves an endpoint.
 * @param handle is called with the validated input
 */
export function defineRoute<Input extends z.ZodType>(
  endpoint: Endpoint<Input>,
  functionName: string,
  handle: (input: z.output<Input>, request: ApiRequest) => Promise<Reply>,
): Route {
  const { parameters, input, method } = endpoint;
  const path = endpoint.paths[functionName];
  if (path === undefined)
    throw new Error(`${functionName} does not have the endpoint "${endpoint.summary}"`);
  return {
    ...endpoint,
    path,
    handle: async (request) => {
      const isKnown = !parameters || parameters.safeParse(request.parameters).success;
      if (!isKnown || fieldsWithNul(request.parameters).length > 0) {
        throw new DocPilotError('not_found', 'Nothing has this name.');
      }
      const sent = method === 'GET' ? request.query : request.body;
      const validated = input ? validate(input, sent) : (undefined as z.output<Input>);
      return { asStored: asksForStored(validated), ...(await handle(validated, request)) };
    },
  };
}

/** Programs that compare an answer with the file ask for `raw`. */
function asksForStored(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'raw' in input && input.raw === true;
}

/** Every error that an endpoint can answer. */
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

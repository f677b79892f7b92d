import type * as z from 'zod';
import { toJsonSchema } from '../../json-schema.ts';
import { type Answer, type Endpoint, possibleErrors } from '../endpoint.ts';
import { errorReference, referTo } from './components.ts';
import { errorAnswer } from './error-answers.ts';

const security: Readonly<Record<Endpoint['auth'], readonly object[]>> = {
  key: [{ apiKey: [] }, { bearer: [] }],
  signature: [{ signature: [] }],
  none: [],
  platform: [],
};

/**
 * Describes an endpoint as an OpenAPI operation.
 * @param path the path in the cloud, which starts with the function's name
 */
export function describeOperation(endpoint: Endpoint, path: string): object {
  const { auth, tag, summary, description, method, input, payload } = endpoint;
  const body = payload ?? (method === 'POST' ? input : undefined);
  return {
    operationId: operationId(method, path),
    tags: [tag],
    summary,
    description: [description, localPath(path)].filter(Boolean).join('\n\n'),
    security: security[auth],
    parameters: parametersOf(endpoint),
    ...(body && { requestBody: requestBody(endpoint, body) }),
    responses: responsesOf(endpoint),
  };
}

function operationId(method: string, path: string): string {
  const words = path.split(/[^A-Za-z]+/).filter(Boolean);
  return [
    method.toLowerCase(),
    ...words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`),
  ].join('');
}

/** The shorter path that some endpoints have on one machine. */
function localPath(path: string): string | undefined {
  const short = path
    .replace(/^\/home\b\/?/, '/')
    .replace(/^\/list\/documents/, '/documents')
    .replace(/^\/sync-sources/, '/sync_sources');
  return short === path ? undefined : `On one machine also \`${short}\`.`;
}

function parametersOf({ parameters, method, input, headers = {} }: Endpoint): object[] {
  return [
    ...(parameters ? fieldsOf(parameters, 'path') : []),
    ...(method === 'GET' && input ? fieldsOf(input, 'query') : []),
    ...Object.entries(headers).map(([name, description]) => ({
      name,
      in: 'header',
      description,
      schema: { type: 'string' },
    })),
    { $ref: '#/components/parameters/X-Request-Id' },
  ];
}

function fieldsOf(schema: z.ZodType, place: 'path' | 'query'): object[] {
  const { properties = {}, required = [] } = toJsonSchema(schema, 'input');
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = Object(property);
    const isRequired = place === 'path' || required.includes(name);
    return { name, in: place, description, required: isRequired, schema: rest };
  });
}

function requestBody({ example, auth }: Endpoint, schema: z.ZodType): object {
  const form = {
    type: 'object',
    properties: {
      payload: { type: 'string', contentMediaType: 'application/json', description: 'The JSON.' },
    },
    required: ['payload'],
  };
  return {
    required: !schema.safeParse({}).success,
    content: {
      'application/json': {
        schema: referTo(schema, 'input') ?? toJsonSchema(schema, 'input'),
        ...(example === undefined ? {} : { example }),
      },
      ...(auth === 'signature' && { 'application/x-www-form-urlencoded': { schema: form } }),
    },
  };
}

function responsesOf(endpoint: Endpoint): object {
  const responses: Record<number, ReturnType<typeof describeAnswer>> = {};
  for (const [status, answer] of Object.entries(endpoint.answers)) {
    responses[Number(status)] = describeAnswer(answer);
  }
  for (const code of possibleErrors(endpoint)) {
    const { status, description, headers, example } = errorAnswer(code, endpoint);
    const other = responses[status];
    // A status may have both an error of the protocol and one of DocPilot.
    const own = other?.content?.['application/json']?.schema;
    const schema = own ? { anyOf: [own, errorReference] } : errorReference;
    responses[status] = {
      description: [other?.description, description].filter(Boolean).join(' Or: '),
      headers: { ...everyAnswer, ...headers },
      content: { 'application/json': { schema, example } },
    };
  }
  return responses;
}

interface Response {
  description: string;
  headers: object;
  content?: Record<string, { schema: object; example?: unknown }>;
}

const everyAnswer = { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' } };

function describeAnswer({ description, body, headers = {}, ...rest }: Answer): Response {
  const { contentType = 'application/json', orText, example } = rest;
  const own = Object.entries(headers).map(([name, text]) => [
    name,
    { description: text, required: true, schema: { type: 'string' } },
  ]);
  return {
    description,
    headers: { ...everyAnswer, ...Object.fromEntries(own) },
    ...(body && {
      content: {
        [contentType]: {
          schema: referTo(body, 'output') ?? toJsonSchema(body, 'output'),
          ...(example === undefined ? {} : { example }),
        },
        ...(orText && { [orText]: { schema: { type: 'string' } } }),
      },
    }),
  };
}

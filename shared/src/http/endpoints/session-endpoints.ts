import * as z from 'zod';
import { type Endpoint, outages } from '../endpoint.ts';

export const sessionResponse = z.object({
  kind: z.enum(['person', 'key']),
  id: z.string(),
  name: z.string(),
  email: z.string().nullable().describe('Null for a key.'),
  admin: z.boolean().describe('May see who did what.'),
});

export type SessionResponse = z.output<typeof sessionResponse>;

export const sessionEndpoint = {
  method: 'GET',
  paths: { mcp: '/session' },
  auth: 'key',
  tag: 'People',
  summary: 'See who you are',
  description:
    'Whom the key, the token or the page’s session belongs to. Asking keeps the session of the page going.',
  answers: {
    200: {
      description: 'Who you are.',
      body: sessionResponse,
      example: {
        kind: 'person',
        id: '4f0c0d7e-0b06-4a3c-9a53-3f1df0b1f0f5',
        name: 'Ann',
        email: 'ann@example.com',
        admin: false,
      },
    },
  },
  errors: outages,
} as const satisfies Endpoint;

const done = z.object({ ended: z.boolean() });

export const endSessionEndpoint = {
  method: 'POST',
  paths: { mcp: '/session/end' },
  auth: 'key',
  tag: 'People',
  summary: 'Sign out',
  description:
    'Ends the connection by which this request came, such as the session of the page; a key stays valid.',
  input: z.strictObject({}),
  answers: { 200: { description: 'Whether there was one.', body: done, example: { ended: true } } },
  errors: outages,
} as const satisfies Endpoint;

export const connectionsResponse = z.object({
  connections: z.array(
    z.object({
      id: z.string(),
      client: z.string().describe('As the client calls itself; nobody has checked it.'),
      client_id: z.string().describe('The address of its metadata, if it has one.'),
      current: z.boolean().describe('This request came by it.'),
      created_at: z.iso.datetime(),
      seen_at: z.iso.datetime().nullable().describe('To about ten minutes; null: not yet.'),
      expires_at: z.iso.datetime(),
    }),
  ),
});

export type ConnectionsResponse = z.output<typeof connectionsResponse>;

export const connectionsEndpoint = {
  method: 'GET',
  paths: { mcp: '/connections' },
  auth: 'key',
  tag: 'People',
  summary: 'List your connections',
  description:
    'The assistants that you have let in, and the browsers in which you have signed in; of a key, those that were let in with it.',
  answers: { 200: { description: 'The last one first.', body: connectionsResponse } },
  errors: outages,
} as const satisfies Endpoint;

export const endConnectionEndpoint = {
  method: 'POST',
  paths: { mcp: '/connections/:id/end' },
  auth: 'key',
  tag: 'People',
  summary: 'End one of your connections',
  description: 'It can do nothing more, at the latest after a minute.',
  parameters: z.object({
    id: z
      .string()
      .regex(/^[\w-]{1,100}$/)
      .describe('The `id` of a connection.'),
  }),
  input: z.strictObject({}),
  answers: {
    200: { description: 'It was ended.', body: done, example: { ended: true } },
  },
  errors: outages,
} as const satisfies Endpoint;

import * as z from 'zod';
import type { Endpoint } from '../endpoint.ts';

const jsonRpc = { jsonrpc: z.literal('2.0') };
const id = z.union([z.string(), z.number()]);
const object = z.looseObject({});

export const protocolMessage = z
  .looseObject({ ...jsonRpc, id: id.optional(), method: z.string(), params: object.optional() })
  .describe('A JSON-RPC message; without an id it is a notification.');

/** What a client sends; the SDK validates it by the protocol's own schemas. */
export const protocolRequest = z
  .union([protocolMessage, z.array(protocolMessage)])
  .describe('A list is only allowed in revision 2025-03-26.');

export const protocolResult = z.object({ ...jsonRpc, id, result: object });

export const protocolError = z.object({
  ...jsonRpc,
  id: id.nullable().optional(),
  error: z.object({ code: z.int(), message: z.string(), data: z.unknown().optional() }),
});

const one = z.union([protocolResult, protocolError]);
export const protocolAnswer = z
  .union([one, z.array(one)])
  .describe('The result or the error; a list for a list of requests.');

export const mcpEndpoint = {
  method: 'POST',
  paths: { mcp: '/' },
  auth: 'key',
  tag: 'Assistants',
  summary: 'Use the Model Context Protocol',
  description:
    'The [Model Context Protocol](https://modelcontextprotocol.io) over Streamable HTTP, without sessions: revision 2026-07-28, and 2025-11-25 and earlier. To connect an assistant, give it this address and the key. All answers but that to `subscriptions/listen` are JSON, unless `Accept` names `text/event-stream` alone. If a tool fails, the result says what to do.',
  payload: protocolRequest,
  headers: {
    'MCP-Protocol-Version': 'The revision that client and server have agreed on.',
    'Mcp-Method': 'In revision 2026-07-28: the message’s method.',
    'Mcp-Name': 'In revision 2026-07-28: the name of the tool, or the URI of the resource.',
  },
  example: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
  answers: {
    200: {
      description: 'The answer; only that to subscriptions/listen is a stream of events.',
      body: protocolAnswer,
      orText: 'text/event-stream',
    },
    202: { description: 'A notification was accepted.' },
    400: { description: 'The message is not valid in the protocol.', body: protocolError },
    404: { description: 'In revision 2026-07-28: there is no such method.', body: protocolError },
    406: {
      description: 'The header Accept names neither application/json nor text/event-stream.',
      body: protocolError,
    },
  },
  errors: ['forbidden', 'upstream_timeout'],
} as const satisfies Endpoint;

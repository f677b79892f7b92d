import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';

const jsonRpc = { jsonrpc: z.literal('2.0') };
const id = z.union([z.string(), z.number()]);
const object = z.looseObject({});

export const protocolMessage = z
  .looseObject({ ...jsonRpc, id: id.optional(), method: z.string(), params: object.optional() })
  .describe('A message of JSON-RPC; without id it is a notification.');

/** What is sent; the SDK holds it against the protocol's own schemas. */
export const protocolRequest = z
  .union([protocolMessage, z.array(protocolMessage)])
  .describe('A list only with revision 2025-03-26.');

export const protocolResult = z.object({ ...jsonRpc, id, result: object });

export const protocolError = z.object({
  ...jsonRpc,
  id: id.nullable().optional(),
  error: z.object({ code: z.int(), message: z.string(), data: z.unknown().optional() }),
});

const one = z.union([protocolResult, protocolError]);
export const protocolAnswer = z
  .union([one, z.array(one)])
  .describe('The result, or the error that the call ended with; a list for a list.');

export const mcpEndpoint = {
  method: 'POST',
  paths: { mcp: '/' },
  auth: 'key',
  tag: 'Assistants',
  summary: 'Speak the Model Context Protocol',
  description:
    'The [Model Context Protocol](https://modelcontextprotocol.io), Streamable HTTP, without sessions: revision 2026-07-28, and 2025-11-25 and before. The header `Accept` names both `application/json` and `text/event-stream`, as the protocol wants it; answers are JSON, but for one. Give an assistant this address and the key. An error of a tool is a result that says what to do.',
  payload: protocolRequest,
  headers: {
    'MCP-Protocol-Version': 'The revision, once client and server have agreed on one.',
    'Mcp-Method': 'With revision 2026-07-28: the message’s method.',
    'Mcp-Name': 'With revision 2026-07-28: the name of the tool, or the address of the resource.',
  },
  example: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
  answers: {
    200: {
      description: 'The answer; as a stream of events to subscriptions/listen alone.',
      body: protocolAnswer,
      orText: 'text/event-stream',
    },
    202: { description: 'A notification was taken.' },
    400: { description: 'The message is not one of the protocol.', body: protocolError },
    404: { description: 'With revision 2026-07-28: there is no such method.', body: protocolError },
    406: { description: 'The header Accept does not name both types.', body: protocolError },
  },
  errors: ['forbidden', 'upstream_timeout'],
} as const satisfies Endpoint;

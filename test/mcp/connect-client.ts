import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { RunningDocPilot } from '../support/running-docpilot.ts';

export interface ToolAnswer {
  isError?: boolean | undefined;
  content: { type: string; text?: string }[];
  structuredContent?: unknown;
}

/** The common interface of both generations of the official client. */
export interface ConnectedClient {
  /** The revision of the protocol that client and server agreed on. */
  readonly revision: string;
  readonly instructions: string | undefined;
  listTools(): Promise<ListedTool[]>;
  call(name: string, input?: Record<string, unknown>): Promise<ToolAnswer>;
  /** The tools of all pages. */
  listResources(): Promise<{ uri: string }[]>;
  listResourceTemplates(): Promise<{ uriTemplate: string }[]>;
  readResource(uri: string): Promise<object[]>;
  complete(
    uri: string,
    name: string,
    value: string,
    given?: Record<string, string>,
  ): Promise<string[]>;
  close(): Promise<void>;
}

export interface ListedTool {
  name: string;
  title?: string | undefined;
  description?: string | undefined;
  inputSchema: object;
  outputSchema?: object | undefined;
  annotations?: object | undefined;
}

const identity = { name: 'docpilot-test', version: '1.0.0' };

/** The clients of the official TypeScript SDKs, by protocol revision. */
export const clients = {
  'the 1.x client': connectFirst,
  'the 2.x client as it comes': (docPilot: RunningDocPilot) => connectSecond(docPilot, 'legacy'),
  'the 2.x client at revision 2026-07-28': (docPilot: RunningDocPilot) =>
    connectSecond(docPilot, 'auto'),
} as const;

async function connectFirst(docPilot: RunningDocPilot): Promise<ConnectedClient> {
  const client = new FirstClient(identity);
  const headers = { authorization: `Bearer ${docPilot.key}` };
  const transport = new FirstTransport(new URL(`${docPilot.url}/mcp`), {
    requestInit: { headers },
  });
  // The SDK's types are not compatible with exactOptionalPropertyTypes.
  await client.connect(transport as Parameters<FirstClient['connect']>[0]);
  return unify(client, transport.protocolVersion);
}

async function connectSecond(
  docPilot: RunningDocPilot,
  mode: 'legacy' | 'auto',
): Promise<ConnectedClient> {
  const client = new Client(identity, { versionNegotiation: { mode } });
  const headers = { 'x-api-key': docPilot.key };
  const transport = new StreamableHTTPClientTransport(new URL(`${docPilot.url}/mcp`), {
    requestInit: { headers },
  });
  await client.connect(transport);
  return unify(client, client.getNegotiatedProtocolVersion());
}

function unify(client: FirstClient | Client, revision: string | undefined): ConnectedClient {
  return {
    revision: revision ?? '',
    instructions: client.getInstructions(),
    listTools: async () => (await client.listTools()).tools,
    call: async (name, input = {}) =>
      (await client.callTool({ name, arguments: input })) as ToolAnswer,
    listResources: async () => {
      const all: { uri: string }[] = [];
      for (let cursor: string | undefined, page = 0; page === 0 || cursor; page += 1) {
        const answer = await client.listResources(cursor === undefined ? {} : { cursor });
        all.push(...answer.resources);
        cursor = answer.nextCursor;
      }
      return all;
    },
    listResourceTemplates: async () => (await client.listResourceTemplates()).resourceTemplates,
    readResource: async (uri) => (await client.readResource({ uri })).contents,
    complete: async (uri, name, value, given) => {
      const { completion } = await client.complete({
        ref: { type: 'ref/resource', uri },
        argument: { name, value },
        ...(given === undefined ? {} : { context: { arguments: given } }),
      });
      return completion.values;
    },
    close: () => client.close(),
  };
}

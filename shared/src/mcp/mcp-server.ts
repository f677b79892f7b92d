import type { Tool as ListedTool, Server } from '@modelcontextprotocol/server';
import { dataNotice } from '../search/assist/assistant-answer.ts';
import type { Queryable } from '../store/connection/database.ts';
import { callTool } from './call-tool.ts';
import { readIndexedNames, withNames } from './indexed-names.ts';
import type { McpContext, McpSdk } from './mcp-handler.ts';
import { serveResources } from './resources.ts';
import type { Tool } from './tool.ts';
import { describe, inputSchema, outputSchema, tools } from './tools.ts';

const instructions = `DocPilot searches this team's GitHub repositories, their issues, pull requests, discussions and releases, Google Drive, documentation sites and folders. Start with search_documents (expand shows more around a result), read on with fetch, and cite the links. ${dataNotice}`;

/** The tools are the same for everybody; they name what is indexed, which the settings decide. */
const listCache = { ttlMs: 300_000, cacheScope: 'private' } as const;
const documentCache = { ttlMs: 60_000, cacheScope: 'private' } as const;

const annotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/**
 * A tool in the protocol's form. The casts say that the schemas are of objects, which zod's type
 * does not.
 */
function listedTool(tool: Tool, names: readonly string[]): ListedTool {
  return {
    name: tool.name,
    title: tool.title,
    description: describe(tool, names),
    inputSchema: inputSchema(tool) as ListedTool['inputSchema'],
    outputSchema: outputSchema(tool) as NonNullable<ListedTool['outputSchema']>,
    annotations: { title: tool.title, ...annotations },
  };
}

/** DocPilot as an MCP server, for one request. */
export async function createMcpServer(
  sdk: McpSdk,
  database: Queryable,
  context: McpContext,
): Promise<Server> {
  const names = await readIndexedNames(database);
  const server = new sdk.Server(
    { name: 'docpilot', title: 'DocPilot', version: '0.1.0' },
    {
      instructions: withNames(instructions, names),
      // Without sessions there is no one to notify of changed lists.
      capabilities: { tools: {}, resources: {}, completions: {} },
      cacheHints: {
        'server/discover': listCache,
        'tools/list': listCache,
        'resources/templates/list': listCache,
        'resources/list': documentCache,
        'resources/read': documentCache,
      },
    },
  );
  server.setRequestHandler('tools/list', () => ({
    tools: tools.map((tool) => listedTool(tool, names)),
  }));
  server.setRequestHandler('tools/call', ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (tool !== undefined) return callTool(tool, database, params.arguments, context);
    const names = tools.map(({ name }) => name).join(', ');
    throw new sdk.ProtocolError(
      sdk.ProtocolErrorCode.InvalidParams,
      `There is no tool ${params.name}; there are ${names}.`,
    );
  });
  serveResources(sdk, server, database, context);
  return server;
}

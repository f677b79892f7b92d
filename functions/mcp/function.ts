import { optionalSetting, requiredSetting } from '@docpilot/shared/config';
import { openEmbedder } from '@docpilot/shared/embed';
import { defineRoute } from '@docpilot/shared/endpoint';
import { limitRequests } from '@docpilot/shared/limit-requests';
import { listRoute } from '@docpilot/shared/list-route';
import { mcpHandler } from '@docpilot/shared/mcp-handler';
import { mcpRoute } from '@docpilot/shared/mcp-route';
import { createMcpServer } from '@docpilot/shared/mcp-server';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { toolsEndpoint } from '@docpilot/shared/search-endpoints';
import { searchIndex } from '@docpilot/shared/search-index';
import { searchRoute } from '@docpilot/shared/search-route';
import { serveFunction } from '@docpilot/shared/serve-function';
import { describeTools } from '@docpilot/shared/tools';

/** The tools an assistant uses: over the Model Context Protocol, and as plain HTTPS calls. */
export const createMcp: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = searchIndex(
    openDatabase(environment, { poolSize: 2, statementTimeoutMs: 5_000 }),
    openEmbedder(environment),
    optionalSetting(environment, 'embedWeight'),
  );
  const answer = mcpHandler((sdk, requestLog) => createMcpServer(sdk, database, requestLog));
  return serveFunction({
    name: 'mcp',
    routes: [
      mcpRoute(optionalSetting(environment, 'publicUrl'), answer),
      searchRoute('mcp', database),
      listRoute('mcp', database),
      defineRoute(toolsEndpoint, 'mcp', async () => ({ body: { tools: describeTools() } })),
    ],
    apiKeys: requiredSetting(environment, 'apiKeys'),
    limit: limitRequests(database, environment, log),
    environment,
    log,
  });
};

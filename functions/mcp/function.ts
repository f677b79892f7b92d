import { optionalSetting } from '@docpilot/shared/config';
import { openEmbedder } from '@docpilot/shared/embed';
import { defineRoute } from '@docpilot/shared/endpoint';
import { identifyCallers } from '@docpilot/shared/identify-callers';
import { keepLedger } from '@docpilot/shared/keep-ledger';
import { listReply } from '@docpilot/shared/list-reply';
import { mcpHandler } from '@docpilot/shared/mcp-handler';
import { mcpRoute } from '@docpilot/shared/mcp-route';
import { createMcpServer } from '@docpilot/shared/mcp-server';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { listEndpoint, searchEndpoint, toolsEndpoint } from '@docpilot/shared/search-endpoints';
import { searchIndex } from '@docpilot/shared/search-index';
import { searchReply } from '@docpilot/shared/search-reply';
import { serveFunction } from '@docpilot/shared/serve-function';
import { sessionRoutes } from '@docpilot/shared/session-routes';
import { signInRoutes } from '@docpilot/shared/sign-in-routes';
import { describeTools } from '@docpilot/shared/tools';

/** The tools for assistants, over the Model Context Protocol and as plain HTTPS calls. */
export const createMcp: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = searchIndex(
    openDatabase(environment, { poolSize: 2, statementTimeoutMs: 5_000 }),
    openEmbedder(environment),
    optionalSetting(environment, 'embedWeight'),
    log,
  );
  const answer = mcpHandler((sdk, context) => createMcpServer(sdk, database, context));
  return serveFunction({
    name: 'mcp',
    routes: [
      mcpRoute(
        optionalSetting(environment, 'publicUrl'),
        optionalSetting(environment, 'mcpUrl'),
        answer,
      ),
      ...signInRoutes(database, environment, log),
      ...sessionRoutes(database, environment),
      defineRoute(searchEndpoint, 'mcp', (input, request) => searchReply(database, input, request)),
      defineRoute(listEndpoint, 'mcp', (input, request) => listReply(database, input, request)),
      defineRoute(toolsEndpoint, 'mcp', async () => ({
        body: { tools: await describeTools(database) },
      })),
    ],
    identifyCaller: identifyCallers(database, environment, log),
    ledger: keepLedger(database, log),
    environment,
    log,
  });
};

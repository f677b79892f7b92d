// Serves one search function in a separate process, as deployed: node bench/speed/serve.ts KIND
// KIND is docpilot, or minisearch: the same passages and HTTP layer, but ranked in this process.
// Prints its port; for each line on standard input, prints its memory in bytes.
import { createInterface } from 'node:readline';
import { createSearch } from '../../functions/search/function.ts';
import { functionServer } from '../../local/functions/function-server.ts';
import { identifyCallers } from '../../shared/src/http/identify-callers.ts';
import type { CreateFunction } from '../../shared/src/http/register-function.ts';
import { serveFunction } from '../../shared/src/http/serve-function.ts';
import { createLogger } from '../../shared/src/log.ts';
import { searchRequest } from '../../shared/src/search/request/search-request.ts';
import { connectDatabase } from '../../shared/src/store/connection/connect.ts';
import { validate } from '../../shared/src/validate.ts';
import { miniSearch } from './mini-search.ts';

const isYardstick = process.argv[2] === 'minisearch';

/** Keys without a limit ask no database. */
const noDatabase = { query: () => Promise.reject(new Error('no database')) };

async function yardstick(): Promise<CreateFunction> {
  const database = connectDatabase(process.env, { poolSize: 1, statementTimeoutMs: 60_000 });
  const search = await miniSearch(database);
  await database.close();
  return ({ environment, log }) =>
    serveFunction({
      name: 'search',
      routes: [
        {
          method: 'POST',
          path: '/',
          auth: 'key',
          handle: async ({ body }) => ({ body: search(validate(searchRequest, body)) }),
        },
      ],
      identifyCaller: identifyCallers(
        noDatabase,
        { ...environment, RATE_LIMIT_PER_MINUTE: '0' },
        log,
      ),
      environment,
      log,
    });
}

const server = functionServer('search', isYardstick ? await yardstick() : createSearch, {
  environment: process.env,
  openDatabase: connectDatabase,
  log: createLogger('search', { level: 'warn' }),
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : address);
});
createInterface(process.stdin).on('line', () => console.log(process.memoryUsage().rss));

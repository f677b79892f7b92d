import type { AddressInfo } from 'node:net';
import { connectDatabase } from '@docpilot/shared/connect';
import { createLogger } from '@docpilot/shared/log';
import { createSyncGithub } from '../../functions/sync-github/function.ts';
import { functionServer } from '../../local/functions/function-server.ts';

// Runs the function in a separate process, as on Cloud Run, and prints its port.
const log = createLogger('sync-github', { level: 'error' });
const context = { environment: process.env, openDatabase: connectDatabase, log };
const server = functionServer('sync-github', createSyncGithub, context);
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  console.log((server.address() as AddressInfo).port);
});

import type { AddressInfo } from 'node:net';
import { connectDatabase } from '@docpilot/shared/connect';
import { createLogger } from '@docpilot/shared/log';
import { createSyncGithub } from '../../functions/sync-github/function.ts';
import { createSyncWeb } from '../../functions/sync-web/function.ts';
import { functionServer } from '../../local/functions/function-server.ts';

const functions = { 'sync-github': createSyncGithub, 'sync-web': createSyncWeb };

// Runs the function that is named in a separate process, as on Cloud Run, and prints its port.
const name = process.argv[2] as keyof typeof functions;
const log = createLogger(name, { level: 'error' });
const context = { environment: process.env, openDatabase: connectDatabase, log };
const server = functionServer(name, functions[name], context);
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  console.log((server.address() as AddressInfo).port);
});

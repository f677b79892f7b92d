import { connectDatabase } from '@docpilot/shared/connect';
import { registerFunction } from '@docpilot/shared/register-function';
import { createSyncSources } from './function.ts';

registerFunction('sync-sources', createSyncSources, {
  environment: process.env,
  openDatabase: connectDatabase,
});

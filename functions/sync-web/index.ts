import { connectDatabase } from '@docpilot/shared/connect';
import { registerFunction } from '@docpilot/shared/register-function';
import { createSyncWeb } from './function.ts';

registerFunction('sync-web', createSyncWeb, {
  environment: process.env,
  openDatabase: connectDatabase,
});

import { connectDatabase } from '@docpilot/shared/connect';
import { registerFunction } from '@docpilot/shared/register-function';
import { createSyncGithub } from './function.ts';

registerFunction('sync-github', createSyncGithub, {
  environment: process.env,
  openDatabase: connectDatabase,
});

import { connectDatabase } from '@docpilot/shared/connect';
import { registerFunction } from '@docpilot/shared/register-function';
import { createSyncDrive } from './function.ts';

registerFunction('sync-drive', createSyncDrive, {
  environment: process.env,
  openDatabase: connectDatabase,
});

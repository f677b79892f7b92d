import { connectDatabase } from '@docpilot/shared/connect';
import { registerFunction } from '@docpilot/shared/register-function';
import { createSearch } from './function.ts';

registerFunction('search', createSearch, {
  environment: process.env,
  openDatabase: connectDatabase,
});

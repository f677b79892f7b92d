import { connectDatabase } from '@docpilot/shared/connect';
import { registerFunction } from '@docpilot/shared/register-function';
import { createWebhook } from './function.ts';

registerFunction('webhook', createWebhook, {
  environment: process.env,
  openDatabase: connectDatabase,
});

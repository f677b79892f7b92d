import { connectDatabase } from '@docpilot/shared/connect';
import { registerFunction } from '@docpilot/shared/register-function';
import { createList } from './function.ts';

registerFunction('list', createList, { environment: process.env, openDatabase: connectDatabase });

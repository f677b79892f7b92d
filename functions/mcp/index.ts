import { connectDatabase } from '@docpilot/shared/connect';
import { registerFunction } from '@docpilot/shared/register-function';
import { createMcp } from './function.ts';

registerFunction('mcp', createMcp, { environment: process.env, openDatabase: connectDatabase });

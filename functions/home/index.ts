import { connectDatabase } from '@docpilot/shared/connect';
import { registerFunction } from '@docpilot/shared/register-function';
import { createHome } from './function.ts';

registerFunction('home', createHome, { environment: process.env, openDatabase: connectDatabase });

import { http } from '@google-cloud/functions-framework';
import { type Environment, optionalSetting } from '../config.ts';
import { createLogger, type Logger } from '../log.ts';
import type { OpenDatabase } from '../store/connection/connect.ts';
import { guardFrameworkBodies } from './guard-bodies.ts';
import type { ServedFunction } from './serve-function.ts';

/** What a function is made from, in the cloud and on one machine. */
export interface FunctionContext {
  environment: Environment;
  openDatabase: OpenDatabase;
  log: Logger;
}

export type CreateFunction = (context: FunctionContext) => ServedFunction;

/**
 * Registers a deployed function with the framework. If a setting is missing or not valid, the
 * process ends with one log line that names the setting and the fix.
 */
export function registerFunction(
  name: string,
  create: CreateFunction,
  { environment, openDatabase }: Omit<FunctionContext, 'log'>,
): void {
  const log = createLogger(name);
  try {
    log.level = optionalSetting(environment, 'logLevel') ?? 'info';
    const served = create({ environment, openDatabase, log });
    http(name, served);
    guardFrameworkBodies(served.maxBodyBytes, log);
  } catch (error) {
    log.fatal(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

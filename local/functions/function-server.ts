import type { Server } from 'node:http';
import { guardBodies } from '@docpilot/shared/guard-bodies';
import type { CreateFunction, FunctionContext } from '@docpilot/shared/register-function';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';

let registered = 0;

/**
 * A function under the functions framework, as a server that does not listen: a gateway passes
 * requests to it.
 */
export function functionServer(
  name: string,
  create: CreateFunction,
  context: FunctionContext,
): Server {
  // The framework has one registry for a process, which in tests may run several DocPilots.
  registered += 1;
  const target = `${name}-${registered}`;
  const served = create(context);
  http(target, served);
  const server = getTestServer(target);
  guardBodies(server, served.maxBodyBytes, context.log);
  return server;
}

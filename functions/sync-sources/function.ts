import { optionalSetting, requiredSetting } from '@docpilot/shared/config';
import { DocPilotError } from '@docpilot/shared/errors';
import { limitRequests } from '@docpilot/shared/limit-requests';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { runsOfExecution } from '@docpilot/shared/runs';
import { serveFunction } from '@docpilot/shared/serve-function';
import { syncRequest } from '@docpilot/shared/sync-request';
import { workflowTrigger } from '@docpilot/shared/trigger';
import { validate } from '@docpilot/shared/validate';

/** Starts a sync by hand, and shows how it fares with the ledger of each source. */
export const createSyncSources: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = openDatabase(environment, { poolSize: 1, statementTimeoutMs: 5_000 });
  const trigger = workflowTrigger(environment);
  const publicUrl = optionalSetting(environment, 'publicUrl') ?? '';
  return serveFunction({
    name: 'sync-sources',
    routes: [
      {
        method: 'POST',
        path: '/',
        auth: 'key',
        handle: async ({ body }) => {
          const request = validate(syncRequest, body);
          const id = await trigger.start({ trigger: 'manual', ...request });
          const statusUrl = `${publicUrl}/sync-sources/${id}`;
          return {
            status: 202,
            headers: { location: statusUrl },
            body: { execution_id: id, status_url: statusUrl },
          };
        },
      },
      {
        method: 'GET',
        path: '/:id',
        auth: 'key',
        handle: async ({ parameters: { id = '' } }) => {
          if (!/^[\w-]{1,100}$/.test(id)) {
            throw new DocPilotError('not_found', `There is no sync ${id}.`);
          }
          const { state, error } = await trigger.read(id);
          const runs = await runsOfExecution(database, id);
          return { body: { execution_id: id, state, error, runs } };
        },
      },
    ],
    apiKeys: requiredSetting(environment, 'apiKeys'),
    limit: limitRequests(database, environment, log),
    environment,
    log,
  });
};

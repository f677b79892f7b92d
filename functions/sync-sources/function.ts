import { optionalSetting } from '@docpilot/shared/config';
import { defineRoute } from '@docpilot/shared/endpoint';
import { identifyCallers } from '@docpilot/shared/identify-callers';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { runsOfExecution } from '@docpilot/shared/runs';
import { serveFunction } from '@docpilot/shared/serve-function';
import { readSyncEndpoint, startSyncEndpoint } from '@docpilot/shared/sync-endpoints';
import { workflowTrigger } from '@docpilot/shared/trigger';

/** Starts a sync on request, and answers its progress with the run of each source. */
export const createSyncSources: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = openDatabase(environment, { poolSize: 1, statementTimeoutMs: 5_000 });
  const trigger = workflowTrigger(environment);
  const publicUrl = optionalSetting(environment, 'publicUrl') ?? '';
  return serveFunction({
    name: 'sync-sources',
    routes: [
      defineRoute(startSyncEndpoint, 'sync-sources', async (input) => {
        const id = await trigger.start({ trigger: 'manual', ...input });
        const statusUrl = `${publicUrl}/sync-sources/${id}`;
        return {
          status: 202,
          headers: { location: statusUrl },
          body: { execution_id: id, status_url: statusUrl },
        };
      }),
      defineRoute(readSyncEndpoint, 'sync-sources', async (_, { parameters: { id = '' } }) => {
        const { state, error } = await trigger.read(id);
        const runs = await runsOfExecution(database, id);
        const isPartial =
          state === 'succeeded' && runs.some(({ outcome }) => outcome === 'partial');
        return {
          body: { execution_id: id, state: isPartial ? 'partial' : state, error, runs },
        };
      }),
    ],
    identifyCaller: identifyCallers(database, environment, log),
    environment,
    log,
  });
};

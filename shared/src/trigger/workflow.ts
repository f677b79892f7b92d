import { type Environment, optionalSetting, requiredSetting } from '../config.ts';
import { DocPilotError } from '../errors.ts';
import { clientAddress, openGoogleAuth } from '../open-google-auth.ts';

/** The workflow's argument. A missing list means all sources of that kind, an empty one none. */
export interface SyncArgument {
  trigger: string;
  repositories?: string[];
  /** Repositories whose issues, pull requests, discussions and releases are synced. */
  conversations?: string[];
  folders?: string[];
  sites?: string[];
  force?: boolean;
}

export interface ExecutionState {
  id: string;
  state: 'active' | 'succeeded' | 'failed' | 'cancelled' | 'unknown';
  /** The workflow's message about a failure; null otherwise. */
  error: string | null;
}

/** Starts the sync workflow and reads the state of an execution. */
export interface SyncTrigger {
  /** @returns the execution's id @throws DocPilotError upstream_unavailable */
  start(argument: SyncArgument): Promise<string>;
  /** @throws DocPilotError not_found | upstream_unavailable */
  read(executionId: string): Promise<ExecutionState>;
}

/** The trigger that uses Cloud Workflows' executions API; its client is loaded when first used. */
export function workflowTrigger(environment: Environment): SyncTrigger {
  const project = requiredSetting(environment, 'projectId');
  const region = requiredSetting(environment, 'region');
  const workflow = optionalSetting(environment, 'workflowName') ?? 'docpilot-sync';
  const parent = `projects/${project}/locations/${region}/workflows/${workflow}`;
  let client: ReturnType<typeof openClient> | undefined;
  const opened = () => {
    client ??= openClient(environment);
    return client;
  };
  return {
    async start(argument) {
      const executions = await opened();
      const [execution] = await executions
        .createExecution({ parent, execution: { argument: JSON.stringify(argument) } })
        .catch(unavailable);
      return String(execution.name).split('/').at(-1) ?? '';
    },
    async read(id) {
      const executions = await opened();
      const [execution] = await executions
        .getExecution({ name: `${parent}/executions/${id}` })
        .catch((error) => {
          // gRPC's NOT_FOUND and INVALID_ARGUMENT, which the REST transport uses as well.
          if (error.code === 5 || error.code === 3 || error.code === 404 || error.code === 400) {
            throw new DocPilotError('not_found', `There is no sync ${id}.`);
          }
          return unavailable(error);
        });
      const state = String(execution.state ?? '').toLowerCase();
      return {
        id,
        state: isState(state) ? state : 'unknown',
        error: execution.error?.payload ?? null,
      };
    },
  };
}

const states = ['active', 'succeeded', 'failed', 'cancelled'] as const;

function isState(state: string): state is (typeof states)[number] {
  return (states as readonly string[]).includes(state);
}

async function openClient(environment: Environment) {
  const [{ ExecutionsClient }, auth] = await Promise.all([
    import('@google-cloud/workflows'),
    openGoogleAuth({
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      accessToken: optionalSetting(environment, 'googleAccessToken'),
    }),
  ]);
  const apiUrl = optionalSetting(environment, 'workflowsApiUrl');
  // The client's types for auth come from another copy of the library.
  return new ExecutionsClient({
    fallback: true,
    auth,
    ...(apiUrl === undefined ? {} : clientAddress(apiUrl)),
  } as unknown as ConstructorParameters<typeof ExecutionsClient>[0]);
}

function unavailable(cause: unknown): never {
  throw new DocPilotError('upstream_unavailable', 'The workflow cannot be reached; try again.', {
    cause,
    retryAfterSeconds: 5,
  });
}

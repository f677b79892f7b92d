import { ExecutionsClient } from '@google-cloud/workflows';
import {
  type ExecutionsApiOptions,
  startExecutionsApi,
} from '../../local/workflow/executions-api.ts';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';

export const parent = 'projects/p1/locations/europe-west1/workflows/sync';

/** Returns its argument, raises it, or sleeps for an hour. */
export const source = `
main:
  params: [argument]
  steps:
    - choose:
        switch:
          - condition: \${map.get(argument, "sleep") == true}
            call: sys.sleep
            args: { seconds: 3600 }
          - condition: \${map.get(argument, "raise") != null}
            raise: \${argument.raise}
    - answer:
        return:
          argument: \${argument}
          project: \${sys.get_env("GOOGLE_CLOUD_PROJECT_ID")}
          location: \${sys.get_env("GOOGLE_CLOUD_LOCATION")}
          workflow: \${sys.get_env("GOOGLE_CLOUD_WORKFLOW_ID")}
          execution: \${sys.get_env("GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID")}
`;

const usual: ExecutionsApiOptions = {
  workflow: loadWorkflow(source),
  project: 'p1',
  location: 'europe-west1',
  workflowId: 'sync',
  environment: {},
  token: 'secret',
  identityToken: () => 'token',
};

/** What a test has opened, to be closed after it. */
export const closing: (() => Promise<void>)[] = [];

export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0)) await close();
}

export async function start(options: Partial<ExecutionsApiOptions> = {}) {
  const api = await startExecutionsApi({ ...usual, ...options });
  closing.push(api.close);
  return { ...api, client: clientOf(api.url), rest: restOf(api.url) };
}

/** Google's own client, which keeps every raw answer for the contract. */
export function clientOf(url: string, token = usual.token): ExecutionsClient & { raw: unknown[] } {
  const raw: unknown[] = [];
  const auth = {
    getClient: async () => ({}),
    getProjectId: async () => 'p1',
    getUniverseDomain: async () => 'googleapis.com',
    fetch: async (target: string, init: RequestInit) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      const response = await fetch(target, { ...init, headers });
      raw.push(await response.clone().json());
      return response;
    },
  };
  const options = {
    fallback: true,
    apiEndpoint: '127.0.0.1',
    port: Number(new URL(url).port),
    protocol: 'http',
    auth,
  };
  const client = new ExecutionsClient(
    options as unknown as ConstructorParameters<typeof ExecutionsClient>[0],
  );
  return Object.assign(client, { raw });
}

function restOf(url: string) {
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(`${url}/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${usual.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    return {
      status: response.status,
      body: (await response.json()) as { error?: { message: string } },
    };
  };
}

export async function untilEnded(client: ExecutionsClient, name: string) {
  for (;;) {
    const [execution] = await client.getExecution({ name });
    if (execution.state !== 'ACTIVE') return execution;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** What Google knows of the one project of the stand-in, and how it is to behave. */
export interface GoogleProject {
  id: string;
  number: string;
  regions: string[];
  /** The APIs that are enabled, with the number of calls that each still refuses as too new. */
  apis: Map<string, number>;
  /** How many calls an API refuses after it was enabled. */
  newApiRefuses: number;
  /** The permissions that nobody has. */
  lacking: Set<string>;
  /** The addresses of the accounts, by token. */
  accounts: Record<string, string>;
  /** What terraform has applied: base makes the secrets, app the services and the workflow. */
  applied: Set<string>;
  /** The errors with which the next applies fail, in order. */
  applyErrors: string[];
  secrets: Map<string, string[]>;
  buckets: Map<string, Map<string, Buffer>>;
  /** The invoker check of each service. */
  invokerCheckDisabled: Set<string>;
  /** The executions still to come; the last one repeats. */
  executions: Execution[];
  started: Execution[];
}

export interface Execution {
  state: 'ACTIVE' | 'SUCCEEDED' | 'FAILED';
  result?: string;
  error?: { payload: string };
}

const documents = { seen: 3, indexed: 3, unchanged: 0, deleted: 0, skipped: 0, failed: 0 };

const succeeded: Execution = {
  state: 'SUCCEEDED',
  result: JSON.stringify({ repositories: { documents } }),
};

/** An execution that failed, as workflows/sync.yaml raises it. */
export function failedExecution(code: number, message: string): Execution {
  const failures = { repositories: [{ source: 'acme/handbook', code, message }], folders: [] };
  const payload = JSON.stringify({ message: '1 failed, 0 synced, 0 busy', failures });
  return { state: 'FAILED', error: { payload } };
}

/** A project as it is after it was created: with billing, and without any API. */
export function newProject(): GoogleProject {
  return {
    id: 'acme-docs',
    number: '123456789012',
    regions: ['europe-west1', 'europe-west3', 'us-central1'],
    apis: new Map(),
    newApiRefuses: 0,
    lacking: new Set(),
    accounts: { 'token-of-terraform': 'ann@example.com' },
    applied: new Set(),
    applyErrors: [],
    secrets: new Map(),
    buckets: new Map(),
    invokerCheckDisabled: new Set(),
    executions: [succeeded],
    started: [],
  };
}

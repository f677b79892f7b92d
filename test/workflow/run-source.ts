import { ExecutionFailed } from '../../local/workflow/errors.ts';
import type { LogEntry } from '../../local/workflow/execution.ts';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';
import { type RunOptions, runWorkflow, type Usage } from '../../local/workflow/run-workflow.ts';
import type { Workflow } from '../../local/workflow/workflow.ts';

export interface Run {
  result: unknown;
  /** What an execution that failed raised. */
  raised: unknown;
  raisedAt: string | null;
  /** Seconds, in order. */
  sleeps: number[];
  logs: LogEntry[];
  usage: Usage;
}

/** With these alone an execution really sleeps, as outside of tests. */
export const usualOptions: RunOptions = {
  environment: {},
  executionId: 'execution-1',
  identityToken: (audience) => `token for ${audience}`,
};

/** Runs a workflow to its end without really sleeping. */
export async function run(
  workflow: Workflow | string,
  options: Partial<RunOptions> = {},
): Promise<Run> {
  const outcome: Run = {
    result: undefined,
    raised: undefined,
    raisedAt: null,
    sleeps: [],
    logs: [],
    usage: { steps: 0, peakVariablesBytes: 0 },
  };
  try {
    outcome.result = await runWorkflow(
      typeof workflow === 'string' ? loadWorkflow(workflow) : workflow,
      {
        ...usualOptions,
        sleep: async (milliseconds) => {
          outcome.sleeps.push(milliseconds / 1000);
        },
        onLog: (entry) => outcome.logs.push(entry),
        onUsage: (usage) => {
          outcome.usage = usage;
        },
        ...options,
      },
    );
  } catch (error) {
    if (!(error instanceof ExecutionFailed)) throw error;
    outcome.raised = error.payload;
    outcome.raisedAt = error.raisedAt;
  }
  return outcome;
}

/** The value of one expression, with the given variables. */
export async function evaluated(
  expression: string,
  variables: Record<string, unknown> = {},
): Promise<unknown> {
  const source = {
    main: {
      params: ['argument'],
      steps: [
        {
          take: {
            assign: [
              { unused: null },
              ...Object.keys(variables).map((name) => ({ [name]: `\${argument.${name}}` })),
            ],
          },
        },
        { answer: { return: `\${${expression}}` } },
      ],
    },
  };
  const { result, raised } = await run(JSON.stringify(source), { argument: variables });
  if (raised !== undefined) throw raised;
  return result;
}

import { randomUUID } from 'node:crypto';
import { ExecutionFailed } from './errors.ts';
import { type RunOptions, runWorkflow } from './run-workflow.ts';
import type { Workflow } from './workflow.ts';

/** One execution, with the fields of the API's resource of that name. */
export interface ExecutionRecord {
  id: string;
  state: 'ACTIVE' | 'SUCCEEDED' | 'FAILED';
  /** JSON, as it was given. */
  argument: string;
  startMs: number;
  endMs: number | null;
  /** JSON, once it has succeeded. */
  result: string | null;
  /** Once it has failed. */
  error: { payload: string; context: string } | null;
}

/** How many ended executions stay readable; the API keeps them for 90 days. */
const endedExecutionsKept = 500;

export type ServedRunOptions = Omit<RunOptions, 'argument' | 'executionId' | 'signal'>;

/** Starts executions of one workflow and keeps their records. */
export class ExecutionLedger {
  readonly #workflow: Workflow;
  readonly #options: ServedRunOptions;
  readonly #records = new Map<string, ExecutionRecord>();
  readonly #running = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  constructor(workflow: Workflow, options: ServedRunOptions) {
    this.#workflow = workflow;
    this.#options = options;
  }

  find(id: string): ExecutionRecord | undefined {
    return this.#records.get(id);
  }

  /** @param argument JSON text */
  start(argument: string): ExecutionRecord {
    const record: ExecutionRecord = {
      id: randomUUID(),
      state: 'ACTIVE',
      argument,
      startMs: Date.now(),
      endMs: null,
      result: null,
      error: null,
    };
    this.#records.set(record.id, record);
    const finished = this.#run(record).finally(() => this.#running.delete(finished));
    this.#running.add(finished);
    this.#dropOldest();
    return record;
  }

  /** Stops what runs and waits until it has ended. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('the executions API is closed'));
    await Promise.all(this.#running);
  }

  async #run(record: ExecutionRecord): Promise<void> {
    try {
      // The caller gets the record as it is before the first step.
      await Promise.resolve();
      const result = await runWorkflow(this.#workflow, {
        ...this.#options,
        argument: JSON.parse(record.argument),
        executionId: record.id,
        signal: this.#closing.signal,
      });
      Object.assign(record, { state: 'SUCCEEDED', result: JSON.stringify(result) });
    } catch (error) {
      Object.assign(record, { state: 'FAILED', error: describe(error) });
    }
    record.endMs = Date.now();
  }

  #dropOldest(): void {
    const ended = [...this.#records.values()].filter(({ state }) => state !== 'ACTIVE');
    for (const { id } of ended.slice(0, -endedExecutionsKept)) this.#records.delete(id);
  }
}

function describe(error: unknown): { payload: string; context: string } {
  if (error instanceof ExecutionFailed) {
    return {
      payload: JSON.stringify(error.payload),
      context: `RuntimeError: ${error.message}\nin ${error.raisedAt}`,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { payload: JSON.stringify({ message, tags: ['SystemError'] }), context: message };
}

import { randomUUID } from 'node:crypto';
import { ExecutionFailed } from './errors.ts';
import { type RunOptions, runWorkflow } from './run-workflow.ts';
import type { Workflow } from './workflow.ts';

/** One run as the executions API knows it. */
export interface ExecutionRecord {
  id: string;
  state: 'ACTIVE' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  /** JSON, as it was given. */
  argument: string;
  labels: Record<string, string>;
  startMs: number;
  endMs: number | null;
  /** JSON, of a succeeded one. */
  result: string | null;
  /** Of a failed or cancelled one. */
  error: { payload: string; context: string } | null;
}

interface Running {
  abort: AbortController;
  finished: Promise<void>;
}

/** So many ended executions are remembered. */
const rememberedExecutions = 500;

export type ServedRunOptions = Omit<RunOptions, 'argument' | 'executionId' | 'signal'>;

/** Starts executions of one workflow and remembers what became of them. */
export class ExecutionLedger {
  readonly #workflow: Workflow;
  readonly #options: ServedRunOptions;
  readonly #now: () => number;
  readonly #records = new Map<string, ExecutionRecord>();
  readonly #running = new Map<string, Running>();

  constructor(workflow: Workflow, options: ServedRunOptions) {
    this.#workflow = workflow;
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  find(id: string): ExecutionRecord | undefined {
    return this.#records.get(id);
  }

  /** The newest first. */
  list(): ExecutionRecord[] {
    return [...this.#records.values()].reverse();
  }

  /** @param argument JSON text */
  start(argument: string, labels: Record<string, string>): ExecutionRecord {
    const record: ExecutionRecord = {
      id: randomUUID(),
      state: 'ACTIVE',
      argument,
      labels,
      startMs: this.#now(),
      endMs: null,
      result: null,
      error: null,
    };
    const abort = new AbortController();
    this.#records.set(record.id, record);
    this.#running.set(record.id, { abort, finished: this.#run(record, abort.signal) });
    this.#forgetOldest();
    return record;
  }

  /** False when it has ended before. */
  cancel(record: ExecutionRecord): boolean {
    if (record.state !== 'ACTIVE') return false;
    const message = 'the execution was cancelled';
    this.#end(record, 'CANCELLED', {
      error: { payload: JSON.stringify({ message }), context: message },
    });
    this.#running.get(record.id)?.abort.abort(new Error(message));
    return true;
  }

  /** Cancels what runs and waits until it has let go of everything. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    for (const record of this.#records.values()) this.cancel(record);
    await Promise.all(running.map(({ finished }) => finished));
  }

  async #run(record: ExecutionRecord, signal: AbortSignal): Promise<void> {
    try {
      // Not before the caller has the record.
      await Promise.resolve();
      const result = await runWorkflow(this.#workflow, {
        ...this.#options,
        argument: JSON.parse(record.argument),
        executionId: record.id,
        signal,
      });
      this.#end(record, 'SUCCEEDED', { result: JSON.stringify(result) });
    } catch (error) {
      this.#end(record, 'FAILED', { error: describe(error) });
    } finally {
      this.#running.delete(record.id);
    }
  }

  /** The first end counts: a cancelled run ends once more when it notices. */
  #end(
    record: ExecutionRecord,
    state: ExecutionRecord['state'],
    outcome: Partial<Pick<ExecutionRecord, 'result' | 'error'>>,
  ): void {
    if (record.state !== 'ACTIVE') return;
    Object.assign(record, { state, endMs: this.#now(), ...outcome });
  }

  #forgetOldest(): void {
    const ended = [...this.#records.values()].filter(({ state }) => state !== 'ACTIVE');
    for (const { id } of ended.slice(0, -rememberedExecutions)) this.#records.delete(id);
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

import { raised } from './errors.ts';
import { type EvaluationContext, evaluate } from './expression-evaluator.ts';
import type { HttpClient } from './http-post.ts';
import { limits } from './limits.ts';
import { Semaphore } from './semaphore.ts';
import { libraryFunctions, type ReadEnvironment } from './standard-library.ts';
import type { Value } from './value.ts';
import { VariableMemory, VariableScope } from './variable-scope.ts';
import type { Subworkflow, Template, Workflow } from './workflow.ts';

export interface LogEntry {
  severity: string;
  /** JSON. */
  data: unknown;
}

export interface ExecutionServices {
  readEnvironment: ReadEnvironment;
  http: HttpClient;
  sleep: (seconds: number) => Promise<void>;
  log: (entry: LogEntry) => void;
  signal: AbortSignal;
}

/** A block of a called subworkflow with its variables. */
export interface Frame {
  subworkflow: Subworkflow;
  scope: VariableScope;
  callDepth: number;
  parallelDepth: number;
}

/** One run of a workflow: its services and what it has used of its limits. */
export class Execution {
  readonly workflow: Workflow;
  readonly services: ExecutionServices;
  readonly memory = new VariableMemory();
  readonly branchSlots = new Semaphore(limits.concurrentBranches);
  steps = 0;

  constructor(workflow: Workflow, services: ExecutionServices) {
    this.workflow = workflow;
    this.services = services;
  }

  /** @throws the signal's reason, or RaisedError ResourceLimitError. */
  countStep(): void {
    this.services.signal.throwIfAborted();
    this.steps += 1;
    if (this.steps > limits.stepsPerExecution) {
      throw raised('ResourceLimitError', `more than ${limits.stepsPerExecution} steps`);
    }
  }

  /** @throws RaisedError RecursionError when the calls go too deep. */
  newFrame(name: string, args: ReadonlyMap<string, Value>, caller: Frame | null): Frame {
    const subworkflow = this.workflow.subworkflows.get(name);
    if (!subworkflow) throw new Error(`no subworkflow ${name}`);
    const callDepth = (caller?.callDepth ?? 0) + 1;
    if (callDepth > limits.callDepth) {
      throw raised('RecursionError', `calls nest at most ${limits.callDepth} deep`);
    }
    const scope = new VariableScope(this.memory);
    try {
      for (const parameter of subworkflow.parameters) {
        scope.declare(parameter, args.get(parameter) ?? null);
      }
    } catch (error) {
      scope.end();
      throw error;
    }
    return { subworkflow, scope, callDepth, parallelDepth: caller?.parallelDepth ?? 0 };
  }

  evaluate(template: Template, frame: Frame): Value {
    switch (template.kind) {
      case 'constant':
        return template.value;
      case 'expression':
        return evaluate(template.expression, this.contextOf(frame));
      case 'list':
        return template.elements.map((element) => this.evaluate(element, frame));
      case 'map':
        return new Map(
          template.entries.map(({ key, value }) => {
            const name = this.evaluate(key, frame);
            if (typeof name !== 'string') throw raised('TypeError', 'a map key must be a string');
            return [name, this.evaluate(value, frame)];
          }),
        );
    }
  }

  contextOf({ scope }: Frame): EvaluationContext {
    return {
      readVariable: (name) => scope.read(name),
      callFunction: (name, args) => {
        const known = libraryFunctions.get(name);
        if (!known) throw new Error(`no function ${name}`);
        return known.run(args, this.services.readEnvironment);
      },
    };
  }
}

import { raised } from './errors.ts';
import type { Execution, Frame } from './execution.ts';
import { postHttp } from './http-post.ts';
import { numberOf } from './operators.ts';
import { libraryFunctions } from './standard-library.ts';
import { toJson } from './to-json.ts';
import type { Value } from './value.ts';
import type { Action } from './workflow.ts';

export type CallSubworkflow = (
  execution: Execution,
  name: string,
  args: ReadonlyMap<string, Value>,
  caller: Frame | null,
) => Promise<Value>;

/** Runs a call step's function with its named arguments. */
export async function runCall(
  execution: Execution,
  frame: Frame,
  action: Action & { kind: 'call' },
  callSubworkflow: CallSubworkflow,
): Promise<Value> {
  const { callee } = action;
  const args = new Map(
    [...action.args].map(([name, template]) => [name, execution.evaluate(template, frame)]),
  );
  if (execution.workflow.subworkflows.has(callee)) {
    return callSubworkflow(execution, callee, args, frame);
  }
  const { readEnvironment, http, signal } = execution.services;
  const library = libraryFunctions.get(callee);
  if (library) {
    const given = library.parameters
      .filter((name) => args.has(name))
      .map((name) => args.get(name) ?? null);
    return library.run(given, readEnvironment);
  }
  if (callee === 'http.post') return postHttp(args, http, signal);
  if (callee === 'sys.sleep') return sleep(execution, args.get('seconds') ?? null);
  if (callee === 'sys.log') return log(execution, args);
  throw new Error(`no function ${callee}`);
}

async function sleep(execution: Execution, duration: Value): Promise<null> {
  const seconds = numberOf(duration);
  if (seconds === null || seconds < 0) {
    throw raised('ValueError', 'seconds must be a number that is not negative');
  }
  await execution.services.sleep(seconds);
  return null;
}

function log(execution: Execution, args: ReadonlyMap<string, Value>): null {
  const severity = args.get('severity') ?? 'DEFAULT';
  if (typeof severity !== 'string') throw raised('TypeError', 'severity must be a string');
  const data = args.get('json') ?? args.get('text') ?? null;
  execution.services.log({ severity, data: toJson(data) });
  return null;
}

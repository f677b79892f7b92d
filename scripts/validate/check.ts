import { type Command, run } from '../deploy/command.ts';

/** One check before a deploy; it does not run unless the check `after` has passed. */
export interface Check {
  name: string;
  after?: string;
  /** @throws Error that says what is wrong */
  run(): Promise<void>;
}

/** A check that runs a command and shows its output. */
export function commandCheck(
  name: string,
  after: string,
  command: Pick<Command, 'program' | 'args'>,
  root: string,
): Check {
  return { name, after, run: () => run({ title: name, ...command }, root) };
}

/** @returns the result of each check: `ok`, or what is wrong */
export async function tryChecks(
  checks: readonly Check[],
  /** What is already known to be wrong, by name. */
  known: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const results = new Map(known);
  for (const { name, after = '', run } of checks) {
    const isPossible = (results.get(after) ?? 'ok') === 'ok';
    results.set(name, isPossible ? await outcome(run) : `not run: ${after} must pass first`);
  }
  return results;
}

function outcome(run: () => Promise<void>): Promise<string> {
  return run().then(
    () => 'ok',
    (error: Error) => error.message,
  );
}

import { type Command, run } from '../deploy/command.ts';

/** One thing that must hold before a deploy; without `after` holding, it is not tried. */
export interface Check {
  name: string;
  after?: string;
  /** @throws Error that says what does not hold */
  run(): Promise<void>;
}

/** A check that is a command, its output in sight. */
export function commandCheck(
  name: string,
  after: string,
  command: Pick<Command, 'program' | 'args'>,
  root: string,
): Check {
  return { name, after, run: () => run({ title: name, ...command }, root) };
}

/** How each ended: `holds`, or what does not. */
export async function tryChecks(
  checks: readonly Check[],
  /** Things that are known not to hold, by their names. */
  known: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const results = new Map(known);
  for (const { name, after = '', run } of checks) {
    const isPossible = (results.get(after) ?? 'holds') === 'holds';
    results.set(name, isPossible ? await outcome(run) : `not tried: ${after} comes first`);
  }
  return results;
}

function outcome(run: () => Promise<void>): Promise<string> {
  return run().then(
    () => 'holds',
    (error: Error) => error.message,
  );
}

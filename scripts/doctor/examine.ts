import type { Check } from './checks.ts';

/** The result of a check. */
export interface Finding {
  name: string;
  passed: boolean;
  text: string;
}

/** Runs every check, one after the other. */
export async function examine(checks: readonly Check[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, run } of checks) {
    findings.push(
      await run().then(
        (text) => ({ name, passed: true, text }),
        (error: Error) => ({ name, passed: false, text: reason(error) }),
      ),
    );
  }
  return findings;
}

/** The reason of a failed fetch is only in its cause. */
function reason({ message, cause }: Error): string {
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

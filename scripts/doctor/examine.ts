import type { Check } from './checks.ts';

/** How a check ended. */
export interface Finding {
  name: string;
  holds: boolean;
  text: string;
}

/** Runs every check, one after the other; a failure is a finding, too. */
export async function examine(checks: readonly Check[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, run } of checks) {
    findings.push(
      await run().then(
        (text) => ({ name, holds: true, text }),
        (error: Error) => ({ name, holds: false, text: reason(error) }),
      ),
    );
  }
  return findings;
}

/** fetch says what happened only in the cause. */
function reason({ message, cause }: Error): string {
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromCaller } from './from-caller.ts';

/**
 * What a comparison of this code with another checkout is told on the command line: `--repo DIR
 * [--against CHECKOUT] [--rounds 5]`, folders as seen from where npm was called. Ends the process
 * if the repository is missing.
 * @param script of package.json
 */
export function comparedCheckouts(script: string) {
  const { values } = parseArgs({
    options: {
      repo: { type: 'string' },
      against: { type: 'string' },
      rounds: { type: 'string', default: '5' },
    },
  });
  if (values.repo === undefined) {
    console.error(`Say which git clone to sync: npm run ${script} -- --repo DIR`);
    process.exit(2);
  }
  const other = values.against === undefined ? undefined : fromCaller(values.against);
  return {
    repository: fromCaller(values.repo),
    checkouts: {
      'this code': join(import.meta.dirname, '..'),
      ...(other === undefined ? {} : { 'other code': other }),
    },
    rounds: Number(values.rounds),
  };
}

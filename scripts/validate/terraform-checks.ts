import { terraformProgram } from '../deploy/terraform-program.ts';
import { type Check, commandCheck } from './check.ts';

/** The formatting, validity and policies of base and app. `init` downloads the providers. */
export function terraformChecks(root: string): Check[] {
  const [program, ...first] = terraformProgram();
  const check = (name: string, after: string, ...args: string[]) =>
    commandCheck(name, after, { program, args: [...first, ...args] }, root);
  return [
    check('formatting', 'terraform', 'fmt', '-check', '-recursive', 'terraform'),
    ...['base', 'app'].flatMap((half) => {
      const chdir = `-chdir=terraform/${half}`;
      return [
        check(`${half} providers`, 'terraform', chdir, 'init', '-backend=false', '-input=false'),
        check(`${half} valid`, `${half} providers`, chdir, 'validate'),
        check(`${half} policies`, `${half} valid`, chdir, 'test'),
      ];
    }),
  ];
}

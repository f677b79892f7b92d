import { type Check, commandCheck } from './check.ts';

/** The formatting, validity and policies of base and app. `init` downloads the providers. */
export function terraformChecks(root: string): Check[] {
  const [program, ...first] = terraformProgram(process.env);
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

/** The program that runs Terraform, with its first arguments; TERRAFORM can name a wrapper. */
export function terraformProgram(
  environment: Readonly<Record<string, string | undefined>>,
): [program: string, ...args: string[]] {
  const [program = 'terraform', ...args] = (environment.TERRAFORM ?? 'terraform').split(/\s+/);
  return [program, ...args];
}

/** The program and first arguments that run Terraform: TERRAFORM, for example with a wrapper. */
export function terraformProgram(
  environment: Readonly<Record<string, string | undefined>>,
): [program: string, ...args: string[]] {
  const [program = 'terraform', ...args] = (environment.TERRAFORM ?? 'terraform').split(/\s+/);
  return [program, ...args];
}

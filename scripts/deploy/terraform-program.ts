/** The program that runs Terraform, with its first arguments; TERRAFORM can name a wrapper. */
export function terraformProgram(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): [program: string, ...args: string[]] {
  const [program = 'terraform', ...args] = (environment.TERRAFORM ?? 'terraform').split(/\s+/);
  return [program, ...args];
}

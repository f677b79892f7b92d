import type { ParseArgsConfig } from 'node:util';
import type { Environment, Login } from './login.ts';

type ParseOptions = NonNullable<ParseArgsConfig['options']>;

/** An option of a command, with its line in the help. */
export type Option = ParseOptions[string] & { help: string; value?: string };

/** What a command is run with. */
export interface Call {
  positionals: readonly string[];
  /** The options that were given, by name. */
  values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  environment: Environment;
  /** @throws Failure where there is none */
  login(): Login;
}

/** What a command answers. */
export interface Output {
  /** What --json prints. */
  json: unknown;
  /** What a person reads. */
  markdown: string;
  /** Said beside the answer, on standard error. */
  notes?: readonly string[];
  /** 0 without it. */
  exitCode?: number;
}

export interface Command {
  summary: string;
  /** Its arguments, as the help shows them. */
  usage: string;
  options: Readonly<Record<string, Option>>;
  /** What its first argument may be, for the completion. */
  choices?: readonly string[];
  run(call: Call): Promise<Output>;
}

/** An option's text. */
export function textOf(values: Call['values'], name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The texts of an option that can be repeated. */
export function textsOf(values: Call['values'], name: string): string[] | undefined {
  const value = values[name];
  return Array.isArray(value) ? value.map(String) : undefined;
}

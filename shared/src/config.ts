import type * as z from 'zod';
import { ConfigError } from './errors.ts';
import { settings } from './settings.ts';

/**
 * The environment, as in `process.env`, which only functions' index.ts, local/ and scripts/ read.
 */
export type Environment = Readonly<Record<string, string | undefined>>;

export type SettingName = keyof typeof settings;
export type SettingValue<Name extends SettingName> = z.output<(typeof settings)[Name]['form']>;

/**
 * One setting, or undefined when it is absent or empty.
 * @throws ConfigError that names the variable and the fix, never the value
 */
export function optionalSetting<Name extends SettingName>(
  environment: Environment,
  name: Name,
): SettingValue<Name> | undefined {
  const { variable, form, fix } = settings[name];
  const text = environment[variable]?.trim();
  if (!text) return undefined;
  const parsed = form.safeParse(text);
  if (!parsed.success) throw new ConfigError(`${variable} is not valid: ${fix}.`);
  return parsed.data as SettingValue<Name>;
}

/** The address of GitHub's REST API. */
export function githubApiUrl(environment: Environment): string {
  return optionalSetting(environment, 'githubApiUrl') ?? 'https://api.github.com';
}

/** One setting that is required. @throws ConfigError that names the variable and the fix. */
export function requiredSetting<Name extends SettingName>(
  environment: Environment,
  name: Name,
): SettingValue<Name> {
  const value = optionalSetting(environment, name);
  if (value === undefined) {
    throw new ConfigError(`${settings[name].variable} is missing: ${settings[name].fix}.`);
  }
  return value;
}

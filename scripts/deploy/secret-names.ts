import { optionalSetting, type SettingName } from '@docpilot/shared/config';

/** The secrets of a deployment, by variable, with the text that asks for them. */
export const secrets: Readonly<Record<string, { what: string; required: boolean }>> = {
  API_TOKEN: {
    what: 'the API key, at least 16 characters (several, separated by commas, can be valid at the same time; ann=KEY gives one a name)',
    required: true,
  },
  GH_WEBHOOK_SECRET: {
    what: 'the secret that GitHub signs its webhook with, at least 16 characters',
    required: true,
  },
  GH_PAT: { what: 'a GitHub token that can read the repositories', required: false },
  EMBED_API_KEY: { what: "the embedding server's key", required: false },
  OAUTH_CLIENT_SECRET: {
    what: 'the secret of the OAuth client that Google signs people in for',
    required: false,
  },
};

/** The name of a secret in Secret Manager. */
export function secretId(variable: string): string {
  return `docpilot-${variable.toLowerCase().replaceAll('_', '-')}`;
}

/** The secrets whose form the functions check. */
const settingNames: Readonly<Record<string, SettingName>> = {
  API_TOKEN: 'apiKeys',
  GH_WEBHOOK_SECRET: 'webhookSecrets',
};

/** Why a value is not valid for a secret; undefined if it is valid. */
export function secretProblem(variable: string, value: string): string | undefined {
  if (value.trim() !== value) return 'It starts or ends with white space.';
  const name = settingNames[variable];
  if (name === undefined) return undefined;
  try {
    optionalSetting({ [variable]: value }, name);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

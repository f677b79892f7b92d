/** The secrets a deployment knows, by their variables, and what they are asked for with. */
export const secrets: Readonly<Record<string, { what: string; required: boolean }>> = {
  API_TOKEN: {
    what: 'the API key, at least 16 characters (several separated by commas are valid at once)',
    required: true,
  },
  GH_WEBHOOK_SECRET: {
    what: 'what GitHub signs its webhook with, at least 16 characters',
    required: true,
  },
  GH_PAT: { what: 'a GitHub token that may read the repositories', required: false },
  EMBED_API_KEY: { what: "the embedding server's key", required: false },
};

/** The secret's name in Secret Manager. */
export function secretId(variable: string): string {
  return `docpilot-${variable.toLowerCase().replaceAll('_', '-')}`;
}

/** Why a value cannot be such a secret; undefined when it can. */
export function secretProblem(variable: string, value: string): string | undefined {
  if (value.trim() !== value) return 'It starts or ends with white space.';
  const isListed = variable === 'API_TOKEN' || variable === 'GH_WEBHOOK_SECRET';
  const tooShort = value.split(',').some((part) => part.trim().length < 16);
  return isListed && tooShort ? 'Each key has at least 16 characters.' : undefined;
}

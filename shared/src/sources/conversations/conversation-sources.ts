import { type Environment, optionalSetting } from '../../config.ts';

interface Repositories {
  list(): Promise<string[]>;
  includes(name: string): boolean;
}

/**
 * Of which repositories there are conversations: of every one, whatever its branches, or of those that
 * GH_CONVERSATIONS names. None without a token: GitHub's GraphQL API answers nobody then.
 */
export function conversationSources(
  environment: Environment,
  repositories: Repositories,
): Repositories {
  const setting = optionalSetting(environment, 'conversations') ?? 'on';
  const hasToken = optionalSetting(environment, 'githubToken') !== undefined;
  if (setting === 'off' || !hasToken) return { list: async () => [], includes: () => false };
  const named = (optionalSetting(environment, 'repositories') ?? []).map(withoutBranch);
  const isChosen = (name: string) =>
    setting === 'on' || setting.some((each) => each.toLowerCase() === name.toLowerCase());
  return {
    list: async () => {
      const all = new Set((await repositories.list()).map(withoutBranch));
      return [...all].filter(isChosen);
    },
    includes: (name) =>
      !name.includes('@') &&
      isChosen(name) &&
      (repositories.includes(name) || named.includes(name)),
  };
}

function withoutBranch(name: string): string {
  return name.split('@', 1)[0] ?? name;
}

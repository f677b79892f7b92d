import type { Author } from './thread.ts';

/**
 * Whose text is left out: accounts that GitHub calls bots, and those of GH_BOTS.
 * @param setting logins, in any case; after `!`, one that is no bot although GitHub says so
 */
export function botRule(setting: readonly string[]): (author: Author) => boolean {
  const logins = new Set(setting.map((login) => login.toLowerCase()));
  return ({ login, isBot }) => {
    const name = login.toLowerCase();
    return !logins.has(`!${name}`) && (isBot || logins.has(name));
  };
}

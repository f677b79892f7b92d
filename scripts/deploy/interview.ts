import { randomBytes } from 'node:crypto';
import { type Environment, optionalSetting, type SettingName } from '@docpilot/shared/config';
import { ask, askSecret } from './ask.ts';
import type { Deployment } from './deployment.ts';
import { activeAccount } from './prerequisites.ts';
import { secretProblem, secrets } from './secret-names.ts';

/** What a setting would be refused for when a function starts; undefined when it is well. */
export function settingProblem(
  name: SettingName,
  variable: string,
  value: string,
): string | undefined {
  const environment: Environment = { [variable]: value };
  try {
    optionalSetting(environment, name);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Asks what a team decides. */
export async function askDeployment(): Promise<Deployment> {
  const settings: Record<string, string> = {};
  const asked: [SettingName, string, string][] = [
    ['repositories', 'GH_REPOS', 'Repositories, as owner/name, separated by commas'],
    ['driveFolders', 'GDRIVE_FOLDER_ID', 'Ids of Drive folders, the last part of their addresses'],
    ['include', 'INCLUDE', 'Patterns of paths to index, as in .gitignore (all of them)'],
  ];
  do {
    for (const [name, variable, question] of asked) {
      const problem = (answer: string) => settingProblem(name, variable, answer);
      const answer = await ask(question, { problem });
      if (answer !== '') settings[variable] = answer;
    }
  } while (settings.GH_REPOS === undefined && settings.GDRIVE_FOLDER_ID === undefined);
  const account = await activeAccount();
  const alertEmail = await ask('Whom alerts go to (nobody)', {
    problem: (text) => (/^$|^\S+@\S+$/.test(text) ? undefined : 'An address, or nothing.'),
  });
  const billingAccount = await ask('A billing account, for a budget alert (none)', {
    problem: (text) =>
      /^$|^([0-9A-F]{6}-){2}[0-9A-F]{6}$/.test(text)
        ? undefined
        : 'It looks like 0123AB-4567CD-89EF01.',
  });
  const forbidden = await ask('Does your organisation forbid allUsers? (yes/no)', {
    fallback: 'no',
  });
  return {
    settings,
    publicAccess: forbidden.startsWith('y') ? 'no-invoker-check' : 'all-users',
    alertEmail: alertEmail || null,
    billingAccount: billingAccount || null,
    deployers: account === undefined ? [] : [memberOf(account)],
  };
}

/** How Google names an account among members. */
export function memberOf(account: string): string {
  return account.endsWith('.gserviceaccount.com') ? `serviceAccount:${account}` : `user:${account}`;
}

/**
 * Asks for the secrets, without showing them. Nothing typed keeps what is there; what must be there
 * and is not, is made.
 * @param present those that have a version
 */
export async function askSecrets(
  present: readonly string[],
  answer: (question: string) => Promise<string> = askSecret,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [variable, { what, required }] of Object.entries(secrets)) {
    const isMade = required && !present.includes(variable);
    const otherwise = isMade ? 'nothing makes one' : 'nothing leaves it as it is';
    for (;;) {
      const typed = await answer(`${variable}, ${what}; ${otherwise}`);
      const value = typed === '' && isMade ? randomBytes(24).toString('base64url') : typed;
      if (value === '') break;
      const problem = secretProblem(variable, value);
      if (problem === undefined) {
        values[variable] = value;
        break;
      }
      console.log(problem);
    }
  }
  return values;
}

import { randomBytes } from 'node:crypto';
import { type Environment, optionalSetting, type SettingName } from '@docpilot/shared/config';
import { type Accounts, memberOf } from './accounts.ts';
import { ask, askSecret } from './ask.ts';
import type { Deployment } from './deployment.ts';
import { missingBudgetRight } from './missing-rights.ts';
import { secretProblem, secrets } from './secret-names.ts';

/** Why a function would refuse a setting when it starts; undefined if the setting is valid. */
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

/**
 * Asks for the decisions of a team.
 * @param accounts who deploys: the one that runs the migrations may migrate
 */
export async function askDeployment(accounts: Accounts): Promise<Deployment> {
  const settings: Record<string, string> = {};
  const asked: [SettingName, string, string][] = [
    ['repositories', 'GH_REPOS', 'Repositories, as owner/name, separated by commas'],
    [
      'driveFolders',
      'GDRIVE_FOLDER_ID',
      'Ids of Drive folders (the last part of their addresses), separated by commas',
    ],
    ['sites', 'SITES', 'Addresses of documentation sites, separated by commas'],
    ['include', 'INCLUDE', 'Patterns of paths to index, as in .gitignore (all of them)'],
  ];
  do {
    for (const [name, variable, question] of asked) {
      const problem = (answer: string) => settingProblem(name, variable, answer);
      const answer = await ask(question, { problem });
      if (answer !== '') settings[variable] = answer;
    }
  } while (['GH_REPOS', 'GDRIVE_FOLDER_ID', 'SITES'].every((name) => settings[name] === undefined));
  const alertEmail = await ask('Email address for alerts (none)', {
    problem: (text) =>
      /^$|^\S+@\S+$/.test(text) ? undefined : 'Enter an email address, or nothing.',
  });
  const billingAccount = await ask('Billing account, for a budget alert (none)', {
    problem: async (text) => {
      if (text === '') return undefined;
      if (!/^([0-9A-F]{6}-){2}[0-9A-F]{6}$/.test(text))
        return 'It looks like 0123AB-4567CD-89EF01.';
      return (await missingBudgetRight(text, accounts))[0];
    },
  });
  const migrator = accounts.terraform.address ?? accounts.gcloud.address;
  return {
    settings,
    publicAccess: 'no-invoker-check',
    alertEmail: alertEmail || null,
    billingAccount: billingAccount || null,
    deployers: migrator === undefined ? [] : [memberOf(migrator)],
  };
}

/**
 * Asks for the secrets, without echoing them. An empty answer keeps the current secret; a required
 * secret that does not exist is generated.
 * @param present the secrets that have a version
 */
export async function askSecrets(
  present: readonly string[],
  answer: (question: string) => Promise<string> = askSecret,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [variable, { what, required }] of Object.entries(secrets)) {
    const isMade = required && !present.includes(variable);
    const otherwise = isMade ? 'Enter generates one' : 'Enter leaves it unchanged';
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

import { askGoogle } from './ask-google.ts';
import type { ReadOutput } from './command.ts';

/** An account that a program acts as. */
export interface Account {
  program: string;
  token: string;
  /** Its address, if Google says it. */
  address?: string;
  /** The command that signs in. */
  signIn: string;
}

/** gcloud's account, and the one of Terraform and of the migrations. */
export interface Accounts {
  gcloud: Account;
  terraform: Account;
}

/**
 * The accounts of both programs.
 * @returns what is missing instead, with what to do
 */
export async function findAccounts(readProgram: ReadOutput): Promise<Accounts | string[]> {
  const [token, address, applicationToken] = await Promise.all([
    readProgram('gcloud', ['auth', 'print-access-token']),
    readProgram('gcloud', ['config', 'get-value', 'account']),
    readProgram('gcloud', ['auth', 'application-default', 'print-access-token']),
  ]);
  const signIn = 'gcloud auth login';
  const applicationSignIn = 'gcloud auth application-default login';
  if (!token || !applicationToken) {
    return [
      ...(token ? [] : [`gcloud has no account, or its login has expired: run ${signIn}.`]),
      ...(applicationToken
        ? []
        : [`Terraform has no credentials, or they have expired: run ${applicationSignIn}.`]),
    ];
  }
  const applicationAddress = await addressOf(applicationToken);
  return {
    gcloud: {
      program: 'gcloud',
      token,
      signIn,
      ...(address?.includes('@') ? { address } : {}),
    },
    terraform: {
      program: 'Terraform',
      token: applicationToken,
      signIn: applicationSignIn,
      ...(applicationAddress === undefined ? {} : { address: applicationAddress }),
    },
  };
}

/** The address of the person behind a token; that of a service account is mostly not said. */
async function addressOf(token: string): Promise<string | undefined> {
  const form = new URLSearchParams({ access_token: token });
  return (await askGoogle<{ email?: string }>('oauth2', 'tokeninfo', token, form))?.email;
}

/** A line that says that the two programs act as different accounts, if they do. */
export function describeDifference({ gcloud, terraform }: Accounts): string | undefined {
  if (!gcloud.address || !terraform.address || gcloud.address === terraform.address) {
    return undefined;
  }
  return `gcloud acts as ${gcloud.address}, but Terraform and the migrations as ${terraform.address}. To use one account for both: ${terraform.signIn}`;
}

/** An account as Google names it in IAM policies. */
export function memberOf(address: string): string {
  return address.endsWith('.gserviceaccount.com') ? `serviceAccount:${address}` : `user:${address}`;
}

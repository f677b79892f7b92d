import { type Environment, optionalSetting, requiredSetting } from '../config.ts';
import { ConfigError } from '../errors.ts';
import { hashKeys, type KnownKey } from '../http/api-keys.ts';

export interface SignInSettings {
  /** The address that tokens are for, to the letter. */
  mcpUrl: string;
  /** Its origin. */
  issuer: string;
  /** The address below which the search page is. */
  publicUrl: string;
  keys: readonly KnownKey[];
  /** The hosts that clients' metadata documents may come from. */
  metadataHosts: readonly string[];
  /** Null: whoever connects an assistant enters an API key. */
  google: GoogleSettings | null;
}

export interface GoogleSettings {
  accountsUrl: string;
  clientId: string;
  clientSecret: string;
  domains: readonly string[];
  emails: readonly string[];
}

const knownHosts = ['claude.ai', 'claude.com', 'chatgpt.com', 'vscode.dev', 'cursor.com'];

/**
 * @returns null if the address of the MCP endpoint is not known
 * @throws ConfigError
 */
export function readSignInSettings(environment: Environment): SignInSettings | null {
  const mcpUrl = optionalSetting(environment, 'mcpUrl');
  const more = optionalSetting(environment, 'clientMetadataHosts') ?? [];
  const keys = hashKeys(requiredSetting(environment, 'apiKeys'));
  const google = readGoogleSettings(environment);
  if (mcpUrl === undefined) return null;
  const publicUrl = optionalSetting(environment, 'publicUrl') ?? new URL(mcpUrl).origin;
  const metadataHosts = [...knownHosts, ...more];
  return { mcpUrl, issuer: new URL(mcpUrl).origin, publicUrl, keys, metadataHosts, google };
}

function readGoogleSettings(environment: Environment): GoogleSettings | null {
  const clientId = optionalSetting(environment, 'oauthClientId');
  const clientSecret = optionalSetting(environment, 'oauthClientSecret');
  const domains = optionalSetting(environment, 'allowedDomains') ?? [];
  const emails = optionalSetting(environment, 'allowedEmails') ?? [];
  const accountsUrl =
    optionalSetting(environment, 'googleAccountsUrl') ?? 'https://accounts.google.com';
  if (clientId === undefined) return null;
  if (clientSecret === undefined) requiredSetting(environment, 'oauthClientSecret');
  if (domains.length + emails.length === 0) {
    throw new ConfigError(
      'ALLOWED_DOMAINS is missing: with OAUTH_CLIENT_ID, set it or ALLOWED_EMAILS to say who may sign in.',
    );
  }
  return { accountsUrl, clientId, clientSecret: clientSecret ?? '', domains, emails };
}

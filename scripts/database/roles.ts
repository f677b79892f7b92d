/** The role that owns the schema and every table; the migrator is a member of it. */
export const ownerRole = 'docpilot_owner';

/** The privileges of a role on a table; null for none. */
export type Rights = (table: string) => string | null;

const all = 'select, insert, update, delete';
/** The table that records the applied migrations. */
const ledger = 'schema_version';
/** The table with the key that signs the cursors of result pages. */
const signingKey = 'server_secret';

/** The tables that count what each caller does. */
const countTables = ['request_counts', 'activity'];
/** What whoever checks a token must see: the token, and the person that it was issued to. */
const tokenTables = ['access_tokens', 'people'];
/** The tables of the authorization server, which is a part of mcp. */
const signInTables = [...tokenTables, 'grants', 'oauth_records'];

const read: Rights = (table) => {
  if (table === signingKey || table === ledger) return null;
  if (tokenTables.includes(table)) return 'select';
  if (table === 'grants') return 'select (id, seen_at), update (seen_at)';
  if (signInTables.includes(table)) return null;
  return countTables.includes(table) ? 'select, insert, update' : 'select';
};

/** The rights of each role. */
export const rights: Readonly<Record<string, Rights>> = {
  docpilot_reader: read,
  docpilot_searcher: (table) => (table === signingKey ? 'select' : read(table)),
  docpilot_webhook: (table) => {
    if (table === 'webhook_deliveries') return all;
    return table === 'sources' ? 'select, update (dirty, hints)' : null;
  },
  docpilot_writer: (table) => ([signingKey, ledger, ...signInTables].includes(table) ? null : all),
};

/** Each function's role. sync-sources only reads: it starts the workflow, and reads its runs. */
export const roleOf: Readonly<Record<string, keyof typeof rights>> = {
  search: 'docpilot_searcher',
  mcp: 'docpilot_searcher',
  list: 'docpilot_reader',
  home: 'docpilot_reader',
  'sync-sources': 'docpilot_reader',
  webhook: 'docpilot_webhook',
  'sync-github': 'docpilot_writer',
  'sync-drive': 'docpilot_writer',
  'sync-web': 'docpilot_writer',
};

/** What a function's own user may do beyond its role. */
export const ownRights: Readonly<Partial<Record<string, Rights>>> = {
  mcp: (table) => (signInTables.includes(table) ? all : null),
};

/** The database user of an IAM account: its address without `.gserviceaccount.com`. */
export function iamUser(account: string, project: string): string {
  return `docpilot-${account}@${project}.iam`;
}

/** A name as a quoted SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

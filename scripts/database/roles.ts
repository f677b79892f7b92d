/** The role that owns the schema and every table; the migrator is a member of it. */
export const ownerRole = 'docpilot_owner';

/** The privileges of a role on a table; null for none. */
type Rights = (table: string) => string | null;

const all = 'select, insert, update, delete';
/** The table that records the applied migrations. */
const ledger = 'schema_version';
/** The table with the key that signs the cursors of result pages. */
const signingKey = 'server_secret';

/** The table that counts the requests of each key. */
const requestCounts = 'request_counts';

const read: Rights = (table) => {
  if (table === signingKey || table === ledger) return null;
  return table === requestCounts ? 'select, insert, update' : 'select';
};

/** The rights of each role. */
export const rights: Readonly<Record<string, Rights>> = {
  docpilot_reader: read,
  docpilot_searcher: (table) => (table === signingKey ? 'select' : read(table)),
  docpilot_webhook: (table) => {
    if (table === 'webhook_deliveries') return all;
    return table === 'sources' ? 'select, update (dirty)' : null;
  },
  docpilot_writer: (table) => (table === signingKey || table === ledger ? null : all),
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
};

/** The database user of an IAM account: its address without `.gserviceaccount.com`. */
export function iamUser(account: string, project: string): string {
  return `docpilot-${account}@${project}.iam`;
}

/** A name as a quoted SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

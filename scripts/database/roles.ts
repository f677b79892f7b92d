/** Owns the schema and every table; the migrator is a member. */
export const ownerRole = 'docpilot_owner';

/** What members of a role may do to a table; null: not even see it. */
type Rights = (table: string) => string | null;

const all = 'select, insert, update, delete';
/** The migrations' own record. */
const ledger = 'schema_version';
/** Signs the cursors of result pages. */
const signingKey = 'server_secret';

/** Counts the requests of each key. */
const requestCounts = 'request_counts';

const read: Rights = (table) => {
  if (table === signingKey || table === ledger) return null;
  return table === requestCounts ? 'select, insert, update' : 'select';
};

/** The roles, by what their members do. */
export const rights: Readonly<Record<string, Rights>> = {
  docpilot_reader: read,
  docpilot_searcher: (table) => (table === signingKey ? 'select' : read(table)),
  docpilot_webhook: (table) => {
    if (table === 'webhook_deliveries') return all;
    return table === 'sources' ? 'select, update (dirty)' : null;
  },
  docpilot_writer: (table) => (table === signingKey || table === ledger ? null : all),
};

/** Each function's role. sync-sources starts the workflow and reads its ledger. */
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

/** The database user of an account: by IAM, its address without `.gserviceaccount.com`. */
export function iamUser(account: string, project: string): string {
  return `docpilot-${account}@${project}.iam`;
}

/** A name as it stands in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

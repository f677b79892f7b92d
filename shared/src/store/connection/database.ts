/** What runs SQL. `$1` stands for a parameter; int8 and counts come back as numbers. */
export interface Queryable {
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** Postgres, wherever it runs. Unqualified names are those of the schema `docpilot`. */
export interface Database extends Queryable {
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects.
   * Inside, only the database may be awaited.
   */
  transaction<T>(work: (transaction: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The one schema everything lives in; `public` holds the extension where a server put it there. */
export const searchPath = 'docpilot, public';

/** Postgres' error codes that are acted on. */
export const postgresCode = {
  foreignKeyViolation: '23503',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  /** After lock_timeout. */
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
  /** No such user, a wrong password, or an account that may not connect. */
  accessRefused: ['28P01', '28000'],
  tooManyConnections: '53300',
  /** By an administrator, a crash, a start that is not over, a dropped database, idle time. */
  connectionEnded: ['57P01', '57P02', '57P03', '57P04', '57P05'],
} as const;

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    codes.includes(error.code)
  );
}

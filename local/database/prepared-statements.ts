import { type PGlite, parse, protocol } from '@electric-sql/pglite';

/** Characters of SQL from which a statement is kept: to parse and plan a search's takes longer than to run it. */
const minLength = 3_000;
/** Statements that are kept at most; there is one for each combination of filters. */
const maxKept = 50;
/** A plan suits tables as large as they were: a first sync fills them, and no server analyzes them meanwhile. */
const keptForMs = 10_000;

const { serialize } = protocol;

interface Prepared {
  name: string;
  /** Of its parameters. */
  types: readonly number[];
  preparedAt: number;
}

export interface PreparedStatements {
  /** Whether a statement is worth keeping. */
  suits(sql: string, parameters: readonly unknown[]): boolean;
  query<Row extends object>(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
}

/** Runs statements whose plan the database keeps, which PGlite's own queries do not ask for. */
export function preparedStatements(pglite: PGlite): PreparedStatements {
  const kept = new Map<string, Prepared>();
  let count = 0;

  async function send(...messages: Uint8Array[]) {
    const answers = [];
    try {
      for (const message of messages) {
        answers.push(...(await pglite.execProtocol(message, { syncToFs: false })).messages);
      }
    } finally {
      await pglite.execProtocol(serialize.sync(), { syncToFs: false });
    }
    return answers;
  }

  async function forget(sql: string, { name }: Prepared): Promise<void> {
    kept.delete(sql);
    await send(serialize.close({ type: 'S', name }));
  }

  async function prepare(sql: string): Promise<Prepared> {
    const before = kept.get(sql);
    if (before && performance.now() - before.preparedAt < keptForMs) return before;
    if (before) await forget(sql, before);
    const [oldest] = kept;
    if (oldest && kept.size >= maxKept) await forget(...oldest);
    count += 1;
    const name = `statement ${count}`;
    const described = await send(
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
    );
    const types = parse.parseDescribeStatementResults(described);
    const prepared = { name, types, preparedAt: performance.now() };
    kept.set(sql, prepared);
    return prepared;
  }

  return {
    suits: (sql, parameters) => parameters.length > 0 && sql.length >= minLength,
    // A transaction keeps other statements from coming between the messages.
    query: <Row extends object>(sql: string, parameters: readonly unknown[]) =>
      pglite.transaction(async () => {
        const { name, types } = await prepare(sql);
        const values = parameters.map((value, at) =>
          value == null ? null : (pglite.serializers[types[at] ?? 0] ?? String)(value),
        );
        const answers = await send(
          serialize.bind({ statement: name, values }),
          serialize.describe({ type: 'P' }),
          serialize.execute({}),
        );
        const [result] = parse.parseResults(answers, pglite.parsers);
        return (result?.rows ?? []) as Row[];
      }) as Promise<Row[]>,
  };
}

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeDatabaseFolder } from '../../local/database/new-folder.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docpilot-new-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * What initdb decided: formats and sizes, locales, and each row of the system catalogs. Releases of
 * one major version share these. The time zone is that of the machine where initdb ran.
 */
async function describeDatabase(dataDir?: string) {
  const pglite = await PGlite.create(dataDir === undefined ? {} : { dataDir });
  const rows = async (sql: string) => (await pglite.query<Record<string, unknown>>(sql)).rows;
  const control = await rows(`select pg_control_version, catalog_version_no, i.*
    from pg_control_system(), pg_control_init() as i`);
  const databases = await rows(`select datname, encoding, datlocprovider, datcollate, datctype,
    datlocale, datcollversion from pg_database order by datname`);
  const settings = await rows(`select name, setting from pg_settings
    where source = 'configuration file' and name not in ('TimeZone', 'log_timezone') order by name`);
  const tables = await rows(`select oid::regclass::text as name from pg_class
    where relkind = 'r' and relname not in ('pg_statistic', 'pg_database') order by 1`);
  const catalogs: Record<string, unknown> = {};
  for (const { name } of tables) {
    // What vacuum and time leave in a row is not initdb's choice.
    const kept = `to_jsonb(t) - '{relpages,reltuples,relallvisible,relallfrozen,relfrozenxid,relminmxid,relfilenode}'::text[]`;
    const [sum] = await rows(`select count(*) as rows,
      md5(string_agg(row::text, ',' order by row::text)) as hash
      from (select ${kept} as row from ${name} as t)
      where row->>'implementation_info_name' is distinct from 'DBMS VERSION'`);
    catalogs[String(name)] = sum;
  }
  await pglite.close();
  return { control, databases, settings, catalogs };
}

it('holds the same empty database as this PGlite’s own initdb makes', async () => {
  await makeDatabaseFolder(join(folder, 'postgres'));
  const made = await describeDatabase(join(folder, 'postgres'));
  expect(Object.keys(made.catalogs).length).toBeGreaterThan(60);
  expect(made).toEqual(await describeDatabase());
});

it('begins anew after a kill halfway', async () => {
  const postgres = join(folder, 'postgres');
  mkdirSync(`${postgres}.unfinished/base`, { recursive: true });
  writeFileSync(join(`${postgres}.unfinished`, 'PG_VERSION'), 'torn');
  await makeDatabaseFolder(postgres);
  expect(existsSync(join(postgres, 'global/pg_control'))).toBe(true);
  expect(readdirSync(folder)).toEqual(['postgres']);
});

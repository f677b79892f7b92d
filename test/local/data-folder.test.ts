import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeDataFolder } from '../../local/database/data-folder.ts';
import { makeDatabaseFolder } from '../../local/database/new-folder.ts';
import { openDatabase } from '../../local/database/open-database.ts';
import { openPglite } from '../../local/database/open-pglite.ts';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { isLongRun } from '../support/long-runs.ts';

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docpilot-data-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) await killHard(child);
  rmSync(folder, { recursive: true, force: true });
  removeTemporaryFolders();
});

/** What a long run would only try again. */
const itShort = it.skipIf(isLongRun);

/** Another process that takes the folder and writes to its database. */
function keepWriting() {
  const script = join(import.meta.dirname, 'keep-writing.ts');
  // As `npm start` does.
  const args = ['--liftoff-only', script, folder];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, nextLine: async () => (await lines.next()).value as string | undefined };
}

async function killHard(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

itShort(
  'tells a second DocPilot on the same folder in one line who has it and what to do',
  async () => {
    const first = keepWriting();
    expect(await first.nextLine()).toBe('taken');
    const clone = temporaryClone();
    clone.commit('Begin', { 'README.md': '# Handbook' });

    const main = join(import.meta.dirname, '../../local/main.ts');
    const options = ['--data', folder, '--repo', clone.folder, '--port', '0', '--once'];
    const second = execFile(process.execPath, ['--liftoff-only', main, ...options]);
    let said = '';
    second.stderr?.on('data', (text) => {
      said += text;
    });
    const [exitCode] = await once(second, 'close');

    expect(said).toBe(
      `The data folder ${folder} is in use by another DocPilot (process ${first.child.pid}): ` +
        'stop that one, or choose another folder with --data DIR.\n',
    );
    expect(exitCode).toBe(2);
  },
);

itShort('frees the folder when the process that has it is killed hard', async () => {
  const first = keepWriting();
  expect(await first.nextLine()).toBe('taken');
  expect(() => takeDataFolder(folder)).toThrow('is in use');
  await killHard(first.child);
  takeDataFolder(folder).close();
});

itShort('frees the folder when it is closed', () => {
  const first = takeDataFolder(folder);
  expect(() => takeDataFolder(folder)).toThrow(`(process ${process.pid})`);
  first.close();
  takeDataFolder(folder).close();
});

it.skipIf(isLongRun || process.platform === 'win32')(
  'is for its owner alone, the database too',
  async () => {
    const data = join(folder, 'new');
    takeDataFolder(data).close();
    expect(statSync(data).mode & 0o777).toBe(0o700);

    const postgres = join(data, 'postgres');
    await (await openPglite(postgres)).close();
    expect(statSync(postgres).mode & 0o777).toBe(0o700);
    chmodSync(postgres, 0o755);
    await (await openPglite(postgres)).close();
    expect(statSync(postgres).mode & 0o777).toBe(0o700);
  },
);

itShort('has whole databases, however many are made at the same time', async () => {
  const made = Array.from({ length: 6 }, (_, index) => join(folder, `postgres-${index}`));
  await Promise.all(made.map(makeDatabaseFolder));
  const files = made.map((path) => readdirSync(path, { recursive: true }).length);
  expect(files).toEqual(files.map(() => files[0]));
  expect(files[0]).toBeGreaterThan(900);
});

it('has every acknowledged row, and no half transaction, after being killed hard while it writes', async () => {
  for (const acknowledged of isLongRun ? [1, 700, 3_000] : [25, 140]) {
    const { child, nextLine } = keepWriting();
    let last = await nextLine();
    while (Number(last) !== acknowledged) last = await nextLine();
    await killHard(child);

    const database = await openPglite(join(folder, 'postgres'));
    const rows = await database.query<{ number: number; halves: number }>(
      'select number, count(*) as halves from numbers group by number order by number',
    );
    await database.close();
    expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
    expect(rows).toEqual(rows.map((_, index) => ({ number: index + 1, halves: 2 })));
  }
});

itShort('says what to do about a damaged lock, instead of that another process has it', () => {
  writeFileSync(join(folder, 'lock.sqlite'), 'This is no database. '.repeat(100));
  expect(() => takeDataFolder(folder)).toThrow(/cannot be used .*delete its lock\.sqlite/);
});

itShort('says that a damaged index is made anew with --reset', async () => {
  mkdirSync(join(folder, 'postgres'));
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '18');
  const opening = openDatabase({ data: folder, reset: false }, {});
  await expect(opening).rejects.toThrow(/cannot be opened .*--reset/s);
});

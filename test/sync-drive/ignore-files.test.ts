import type { Database } from '@docpilot/shared/database';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { driveUnderTest } from '../support/drive-under-test.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let drive: Awaited<ReturnType<typeof driveUnderTest>>;
let vendor: string;

beforeEach(async () => {
  database = await openTestDatabase();
  drive = await driveUnderTest();
  vendor = drive.store.createFolder({ name: 'vendor', parentId: drive.folder });
  write('rope contract.md', vendor, 'We buy rope from three suppliers.\n');
  write('LICENSE', vendor, 'What we may do with their ropes.\n');
  write('plan.log', drive.folder, 'A plan.\n');
});
afterEach(() => drive.close());

function write(name: string, parentId: string, content: string): string {
  return drive.store.createFile({ name, parentId, content });
}

async function skipped() {
  await syncOnce(database, drive.source());
  const rows = await database.query<{ path: string; reason: string }>(
    'select path, reason from problems order by path',
  );
  return rows.map(({ path, reason }) => `${path}: ${reason}`);
}

test('a folder called vendor in a Drive is about suppliers', async () => {
  expect(await skipped()).toEqual([]);
});

test('.docpilotignore is honoured in a Drive, and its changes reach files that did not change', async () => {
  const file = write('.docpilotignore', drive.folder, '*.log\n');
  expect(await skipped()).toEqual(['plan.log: excluded']);
  drive.store.update(file, '/vendor/*contract*\n');
  expect(await skipped()).toEqual(['vendor/rope contract.md: excluded']);
  drive.store.trash(file);
  expect(await skipped()).toEqual([]);
});

test('one that comes to a folder later is for that folder', async () => {
  write('rope.md', drive.folder, 'Rope.\n');
  expect(await skipped()).toEqual([]);
  write('.docpilotignore', vendor, 'rope*\n');
  expect(await skipped()).toEqual(['vendor/rope contract.md: excluded']);
});

test('a file that comes alone is judged by the rules that are stored', async () => {
  write('.docpilotignore', vendor, '*.log\n');
  await skipped();
  write('old.log', vendor, 'Old.\n');
  write('new.log', drive.folder, 'New.\n');
  expect(await skipped()).toEqual(['vendor/old.log: excluded']);
});

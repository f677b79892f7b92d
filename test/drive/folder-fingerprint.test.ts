import { lstatSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { fingerprintOf, isSame } from '../../local/drive/folder-fingerprint.ts';
import type { FoundFile } from '../../local/drive/folder-reader.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

afterAll(removeTemporaryFolders);

/** A file whose times the disk keeps in steps too long to tell two writes apart. */
function written() {
  const { at, write } = temporaryFolder({ 'a.md': 'one' });
  const stats = lstatSync(at('a.md'), { bigint: true });
  const parts = { id: 'a', name: 'a.md', parentId: 'f', mimeType: 'text/markdown', shortcut: null };
  const file: FoundFile = { ...parts, path: at('a.md'), stats };
  return { file, rewrite: (content: string) => write('a.md', content) };
}

/** The same file, its times long past. */
function settled(file: FoundFile): FoundFile {
  return { ...file, stats: Object.assign(Object.create(file.stats), { ctimeMs: 0n }) };
}

test('two writes within one step of the disk’s clock are told apart by their content', () => {
  const { file, rewrite } = written();
  const before = fingerprintOf(file);
  expect(isSame(before, fingerprintOf(file), file)).toBe(true);
  rewrite('two');
  expect(isSame(before, fingerprintOf(file), file)).toBe(false);
});

test('so they are when the second look comes later', () => {
  const { file, rewrite } = written();
  const before = fingerprintOf(file);
  const later = settled(file);
  expect(isSame(before, fingerprintOf(later), later)).toBe(true);
  rewrite('two');
  expect(isSame(before, fingerprintOf(later), later)).toBe(false);
});

test('what was long settled at the first look is not read', () => {
  const { file } = written();
  expect(fingerprintOf(settled(file)).digest).toBe('');
});

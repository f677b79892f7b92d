import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const folders: string[] = [];

/** A folder that a test fills; paths with a slash make the folders between. */
export function temporaryFolder(files: Readonly<Record<string, string | Buffer>> = {}) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'docpilot-drive-')));
  folders.push(folder);
  const at = (path: string) => join(folder, path);
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  return { folder, at, write };
}

export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGit, type Git } from './git.ts';
import type { Clone } from './open-clone.ts';

/**
 * An empty repository that shares the objects of a clone and nothing else of it. What git would run
 * there because the clone, or this machine, is configured so (filters, for one) it does not run
 * here: there is no configuration but this.
 */
export async function borrowObjects(clone: Clone): Promise<{ git: Git; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'docpilot-archive-'));
  await Promise.all([mkdir(join(folder, 'refs')), mkdir(join(folder, 'objects'))]);
  await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(join(folder, 'config'), configuration(clone.shaLength));
  const git = createGit(['--git-dir', folder], {
    GIT_OBJECT_DIRECTORY: clone.objectFolder,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
  });
  return {
    git,
    close: async () => {
      git.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Placeholders that export-subst fills in may ask for a signature's verdict: nothing verifies it. */
function configuration(shaLength: number): string {
  return `
[core]
repositoryFormatVersion = 1
bare = true
[extensions]
objectFormat = ${shaLength === 64 ? 'sha256' : 'sha1'}
[gpg]
program = ${devNull}
[gpg "ssh"]
program = ${devNull}
[gpg "x509"]
program = ${devNull}
`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '@docpilot/shared/config';
import { temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures', name));

/** DocPilot with a synced repository that has an example of everything an answer can contain. */
export async function runWithVariedIndex(environment: Environment): Promise<RunningDocPilot> {
  const clone = temporaryClone({
    name: 'handbook',
    origin: 'https://github.com/acme/handbook.git',
  });
  const holidays = '# Holidays\n\nThirty days a year, and your birthday.\n';
  const sha = clone.commit('Write the handbook', {
    'holidays.md': holidays,
    'docs/lts.md': fixture('markdown/lts.md'),
    'docs/validation-and-serialization.md': fixture('markdown/validation-and-serialization.md'),
    'old/lts.md': fixture('markdown/lts.md'),
    'report.pdf': fixture('documents/report.pdf'),
    'secret.pdf': fixture('documents/encrypted.pdf'),
    'empty.docx': fixture('documents/empty.docx'),
  });
  clone.git('update-ref', 'refs/remotes/origin/main', sha);
  const docPilot = await runDocPilot([clone.folder], { environment });
  await docPilot.sync();
  return docPilot;
}

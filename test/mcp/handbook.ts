import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../fixtures/markdown', name), 'utf8');

/** Real documents, one of them long. */
export const documents = {
  'docs/validation-and-serialization.md': fixture('validation-and-serialization.md'),
  'docs/lts.md': fixture('lts.md'),
  'site/captcha.mdx': fixture('captcha.mdx'),
  'holidays.md': '# Holidays\n\nThirty days a year, and your birthday.\n',
};

/** DocPilot with a synced repository `acme/handbook` of real documents and 104 short notes. */
export async function runWithHandbook(): Promise<RunningDocPilot> {
  const clone = temporaryClone({
    name: 'handbook',
    origin: 'https://github.com/acme/handbook.git',
  });
  const notes = Array.from({ length: 104 }, (_, number): [string, string] => [
    `notes/note-${String(number).padStart(3, '0')}.md`,
    `# Note ${number}\n\nWhat was said at the meeting number ${number} about the roof terrace.\n`,
  ]);
  const sha = clone.commit('Write the handbook', { ...documents, ...Object.fromEntries(notes) });
  clone.git('update-ref', 'refs/remotes/origin/main', sha);
  const docPilot = await runDocPilot([clone.folder]);
  await docPilot.sync();
  return docPilot;
}

import type { Environment } from '@docpilot/shared/config';
import { type TemporaryClone, temporaryClone } from '../github/temporary-clone.ts';
import { driveUnderTest } from '../support/drive-under-test.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';
import type { BrowserUnderTest } from './chromium.ts';

const minutes = Array.from({ length: 24 }, (_, number): [string, string] => [
  `minutes/week-${number + 1}.md`,
  `# Week ${number + 1}\n\nThe meeting of week ${number + 1} spoke of the roof terrace.\n`,
]);

/** Documents with one thing each that a page could stumble over. */
const documents = {
  'docs/holidays.md': `# Holidays\n\nEverybody has thirty days a year. ${'Tell the team early. '.repeat(60)}\n\n## Carry over\n\nUnused days are carried over until March. ${'Tell the office, too. '.repeat(60)}\n\n## Illness\n\nWhoever is ill phones Ottilie before nine.\n`,
  'docs/deploy.md':
    '# Deploy\n\nRelease with this command:\n\n```sh\nmake release STAGE=prod\n```\n\nThen watch the dashboard.\n',
  // Text that would be dangerous if it were parsed as HTML.
  'docs/hostile.md':
    '# Parrot <b>&amp;\n\nThe parrot says <img src="https://evil.example/x" onerror="document.title=1"> and <script>document.title = 2</script> twice.\n',
  'docs/walrus.md':
    '# Walrus care\n\n## Feeding\n\nA walrus eats **bold** [clams](https://clams.example/), <b>twice</b> a day.\n\n:::caution[Careful]\nNever feed a walrus by hand.\n:::\n\n1. Weigh the clams.\n2. Call the walrus.\n\n| Animal | Clams |\n|---|---|\n| walrus | 90 |\n\n```sh\nnpm run walrus\n```\n',
  'docs/oven.md': '# Oven\n\nThe oven in the kitchen wants ten minutes to get hot.\n',
  'copies/oven.md': '# Oven\n\nThe oven in the kitchen wants ten minutes to get hot.\n',
  'src/retry.ts': `export const waits = [\n${'  zigzag,\n'.repeat(24)}];\n`,
  '.docpilot/eval.yaml':
    'When does the oven get hot?: docs/oven.md\nWho feeds the crocodile?: docs/deploy.md\n',
  'logo.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]),
  ...Object.fromEntries(minutes),
};

export interface Handbook {
  docPilot: RunningDocPilot;
  clone: TemporaryClone;
  drive: Awaited<ReturnType<typeof driveUnderTest>>;
  /** The commit that GitHub would have. */
  sha: string;
  close(): Promise<void>;
}

/** What the tests of the pages share: they only read, except for those of the sources, the last. */
export interface Given {
  browser: BrowserUnderTest;
  handbook(): Handbook;
}

/** DocPilot with the repository acme/handbook and the Drive folder Team, synced. */
export async function runHandbook(environment: Environment = {}): Promise<Handbook> {
  const clone = temporaryClone({
    name: 'handbook',
    origin: 'https://github.com/acme/handbook.git',
  });
  const sha = clone.commit('Write the handbook', documents);
  clone.git('update-ref', 'refs/remotes/origin/main', sha);
  const drive = await driveUnderTest();
  drive.store.createFile({
    name: 'Travel expenses',
    parentId: drive.folder,
    mimeType: 'application/vnd.google-apps.document',
    content: '<h1>Travel expenses</h1><p>Receipts go to the harbour office.</p>',
  });
  const docPilot = await runDocPilot([clone.folder], {
    environment: { ...drive.environment, ...environment },
  });
  await docPilot.sync();
  return {
    docPilot,
    clone,
    drive,
    sha,
    close: async () => {
      await docPilot.close();
      await drive.close();
    },
  };
}

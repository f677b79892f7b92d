import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { readOutput, run } from '../../scripts/deploy/command.ts';

// Where an API is not enabled, gcloud asks whether to enable it, and waits for the answer.
const askingGcloud = `#!/bin/sh
if [ "$CLOUDSDK_CORE_DISABLE_PROMPTS" != 1 ]; then echo 'enable and retry (y/N)?' >&2; fi
if read answer; then echo "was answered: $answer"; exit 0; fi
echo 'there is nobody to ask' >&2
exit 1
`;
const slowGcloud = '#!/bin/sh\nsleep 0.3\necho done\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'docpilot-gcloud-'));
  for (const [name, text] of Object.entries({ gcloud: askingGcloud, slow: slowGcloud })) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it('gcloud asks no question where its output is read', async () => {
  expect(await readOutput('gcloud', ['secrets', 'versions', 'list'])).toBeUndefined();
});

it('gcloud asks no question where its output is shown', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const command = { title: 'Enable', program: 'gcloud', args: ['services', 'enable'] };
  await expect(run(command, folder)).rejects.toThrow('"Enable" failed with exit code 1');
});

it('a long wait is explained', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const output = readOutput('slow', ['--all']);
  vi.advanceTimersByTime(5_000);
  expect(log).toHaveBeenCalledWith('Waiting for: slow --all');
  vi.useRealTimers();
  expect(await output).toBe('done');
});

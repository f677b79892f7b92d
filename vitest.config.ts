import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Starting a process copies the page table of this one, which holds the embedded Postgres. With
// glibc's memory in huge pages (Linux) that takes half as long.
process.env.GLIBC_TUNABLES ??= 'glibc.malloc.hugetlb=1';

// Processes that tests start find the compiled code of the ones before: they start in half the time.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/node');

/** Those that `npm run test:long` tries at length. */
const hasLongRuns = (file: string) => readFileSync(file, 'utf8').includes('/long-runs.ts');

/** What takes longest begins first, so that no worker is left alone with it in the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /\/test\/(browser|build)\//.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

// One embedded Postgres holds about half a gigabyte, so files share it: two workers, no isolation
// between the files of one worker, and every file starts from an empty schema.
export default defineConfig(({ mode }) => ({
  test: {
    include:
      mode === 'long' ? globSync('test/**/*.test.ts').filter(hasLongRuns) : ['test/**/*.test.ts'],
    env: { TEST_RUNS: mode },
    setupFiles: './test/support/no-secret-in-logs.ts',
    pool: 'forks',
    maxWorkers: 2,
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Closes what the files of the worker share when the last one is done.
    environment: './test/support/worker-environment.ts',
    // Against what hangs: how fast the machine is decides no test.
    testTimeout: mode === 'long' ? 600_000 : 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    teardownTimeout: 10_000,
  },
}));

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import {
  allFiles,
  filesOfDatabase,
  filesOfLongRuns,
  startOrder,
} from './test/support/choose-files.ts';
import { makeMemoryFolder } from './test/support/memory-folder.ts';

// Starting a process copies the page table of this one, which holds the embedded Postgres. With
// glibc's memory in huge pages (Linux) that takes half as long.
process.env.GLIBC_TUNABLES ??= 'glibc.malloc.hugetlb=1';

// Processes that tests start find the compiled code of the ones before: they start in half the time.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/node');

// Temporary files are in memory, except what is kept for later runs.
process.env.KEPT_BY_TESTS ??= tmpdir();
process.env.TMPDIR = makeMemoryFolder() ?? tmpdir();

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => startOrder(a.moduleId) - startOrder(b.moduleId));
  }
}

/** What each mode runs; without one, everything. */
const include: Record<string, () => string[]> = { long: filesOfLongRuns, server: filesOfDatabase };

// One embedded Postgres holds about half a gigabyte, so files share it: three workers, no isolation
// between the files of one worker, and every file starts from an empty schema. One more than most
// machines of a CI have cores, as a test often waits for a process, a deadline or a pause.
export default defineConfig(({ mode }) => ({
  test: {
    include: include[mode]?.() ?? allFiles,
    env: { TEST_RUNS: mode },
    setupFiles: './test/support/no-secret-in-logs.ts',
    pool: 'forks',
    maxWorkers: 3,
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Closes what the files of the worker share when the last one is done.
    environment: './test/support/worker-environment.ts',
    // Against what hangs: how fast the machine is decides no test.
    testTimeout: mode === 'long' ? 600_000 : 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    teardownTimeout: 10_000,
  },
}));

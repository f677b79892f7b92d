import { defineConfig } from 'vitest/config';

// Tests start git some thousand times, and to start a process is to copy the page table of this one:
// with the embedded Postgres in it 25 ms, with glibc's memory in huge pages (Linux) half of that.
process.env.GLIBC_TUNABLES ??= 'glibc.malloc.hugetlb=1';

// One embedded Postgres holds about half a gigabyte, so files share it: two workers, no isolation
// between the files of one worker, and every file starts from an empty schema.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    isolate: false,
    // Closes the worker's database when its last file is done.
    environment: './test/support/worker-environment.ts',
    // Against what hangs: how fast the machine is decides no test.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    teardownTimeout: 10_000,
  },
});

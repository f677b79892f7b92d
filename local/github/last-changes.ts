import { createInterface } from 'node:readline';
import type { Clone } from './open-clone.ts';

/**
 * The newest commit that changed a file, as `git rev-list --max-count=1 COMMIT -- PATH` finds it;
 * null where no commit has the file.
 */
export type FindLastChange = (path: string) => Promise<string | null>;

/**
 * Finds the last changes of all files of a commit in one walk through its history, instead of one
 * for each file. At each commit a file is looked for in the first parent that has it unchanged; a
 * commit without such a parent changed it (git-rev-list, section "History Simplification").
 */
export function walkLastChanges(commit: string, clone: Clone): FindLastChange {
  const answers = new Map<string, PromiseWithResolvers<string>>();
  const answerOf = (path: string) => {
    const answer = answers.get(path) ?? Promise.withResolvers<string>();
    answers.set(path, answer);
    return answer;
  };
  let nothingMore: Promise<null> | undefined;

  return (path) => {
    nothingMore ??= walk(commit, clone, (file, sha) => answerOf(file).resolve(sha)).then(
      () => null,
    );
    return Promise.race([answerOf(path).promise, nothingMore]);
  };
}

/** @param settle is told of each file's last change as it is found */
async function walk(
  commit: string,
  clone: Clone,
  settle: (path: string, sha: string) => void,
): Promise<void> {
  // By commit, the files whose last change is there or before.
  const sought = new Map([[commit, new Set(await listFiles(commit, clone))]]);
  const differences = openDifferences(clone);
  const revList = clone.git.start(['rev-list', '--topo-order', '--parents', commit]);
  revList.stdin.end();
  revList.stderr.resume();
  // Its output then ends, and what it could not tell is answered with null.
  revList.once('error', () => {});
  try {
    for await (const line of createInterface({ input: revList.stdout })) {
      const [sha = '', ...parents] = line.split(' ');
      let left = sought.get(sha);
      sought.delete(sha);
      if (left === undefined) continue;
      for (const parent of parents) {
        const changed = await differences.between(sha, parent);
        const unchanged = left.difference(changed);
        if (unchanged.size > 0) {
          sought.set(parent, unchanged.union(sought.get(parent) ?? new Set()));
        }
        left = left.intersection(changed);
        if (left.size === 0) break;
      }
      for (const path of left) settle(path, sha);
      if (sought.size === 0) break;
    }
  } finally {
    revList.kill();
    differences.close();
  }
}

async function listFiles(commit: string, clone: Clone): Promise<string[]> {
  const { stdout } = await clone.git.run(['ls-tree', '-r', '-z', '--name-only', commit]);
  return stdout.toString('utf8').split('\0').filter(Boolean);
}

/** Answers which files differ between two commits, by one process for all questions. */
function openDifferences(clone: Clone) {
  const process = clone.git.start([
    ...['diff-tree', '--stdin', '-r', '-z', '--name-only', '--no-renames', '--no-ext-diff'],
    '--always',
  ]);
  process.stderr.resume();
  process.once('error', () => {});
  const fields = splitFields(process.stdout);

  return {
    /** Asked one at a time. A commit that follows another on a line is taken for its parent. */
    async between(sha: string, parent: string): Promise<Set<string>> {
      // The second question's answer begins where the first one's ends.
      process.stdin.write(`${sha} ${parent}\n${sha} ${sha}\n`);
      const paths = new Set<string>();
      await fields.next();
      for (;;) {
        const { value, done } = await fields.next();
        if (done) throw new Error('git diff-tree ended early');
        if (value === sha) return paths;
        paths.add(value);
      }
    },
    close: () => process.kill(),
  };
}

async function* splitFields(stream: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    let from = 0;
    const bytes = Buffer.concat([rest, chunk]);
    for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, from)) {
      yield bytes.toString('utf8', from, end);
      from = end + 1;
    }
    rest = bytes.subarray(from);
  }
}

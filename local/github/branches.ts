import type { ObjectInfo } from './object-reader.ts';
import type { Clone } from './open-clone.ts';
import { branchRefs, objectNames } from './ref-name.ts';

interface Branch {
  name: string;
  sha: string;
}

/**
 * The branch that HEAD points to. A detached HEAD is served as a branch named `HEAD`, a name that
 * no real branch can have. When the branch has no commit but others have (as after a push into a
 * new bare repository), main, master or the first branch is served instead.
 * @returns `sha` null in an empty repository
 */
export async function defaultBranch(clone: Clone): Promise<{ name: string; sha: string | null }> {
  const { stdout } = await clone.git.run(['symbolic-ref', '-q', 'HEAD'], { exitCodes: [0, 1] });
  const target = stdout.toString('utf8').trim();
  if (!target.startsWith('refs/heads/')) {
    const head = await clone.objects.find('HEAD^{commit}');
    return { name: 'HEAD', sha: head?.sha ?? null };
  }
  const name = target.slice('refs/heads/'.length);
  const sha = await firstCommit(branchRefs(name, clone), clone);
  if (sha !== null) return { name, sha };
  const others = await refBranches(clone);
  const instead =
    others.find((branch) => branch.name === 'main') ??
    others.find((branch) => branch.name === 'master') ??
    others[0];
  return instead ?? { name, sha: null };
}

/** The commit that a request's ref names: a sha, a branch, a tag or HEAD. */
export async function findCommit(ref: string, clone: Clone): Promise<string | null> {
  if (ref === 'HEAD') return (await defaultBranch(clone)).sha;
  return firstCommit(objectNames(ref, clone), clone);
}

/** The tree that a request's ref names, and the object that it names: the tree or its commit. */
export async function findTree(ref: string, clone: Clone): Promise<ObjectInfo[] | null> {
  const names = ref === 'HEAD' ? [(await defaultBranch(clone)).sha ?? ''] : objectNames(ref, clone);
  for (const name of names) {
    const [tree, commit] = await Promise.all([
      clone.objects.find(`${name}^{tree}`),
      clone.objects.find(`${name}^{commit}`),
    ]);
    if (tree !== null) return [tree, commit ?? tree];
  }
  return null;
}

async function firstCommit(names: string[], clone: Clone): Promise<string | null> {
  for (const name of names) {
    const commit = await clone.objects.find(`${name}^{commit}`);
    if (commit !== null) return commit.sha;
  }
  return null;
}

async function refBranches(clone: Clone): Promise<Branch[]> {
  const { stdout } = await clone.git.run([
    'for-each-ref',
    '--format=%(objectname) %(refname)',
    clone.remoteRefs,
    'refs/heads/',
  ]);
  const byName = new Map<string, Branch>();
  for (const line of stdout.toString('utf8').split('\n')) {
    const [sha = '', ref = ''] = line.split(' ');
    const prefix = ref.startsWith('refs/heads/') ? 'refs/heads/' : clone.remoteRefs;
    const name = ref.slice(prefix.length);
    // for-each-ref sorts by ref: refs/heads/ comes before refs/remotes/.
    if (sha && name && name !== 'HEAD' && !byName.has(name)) byName.set(name, { name, sha });
  }
  return [...byName.values()];
}

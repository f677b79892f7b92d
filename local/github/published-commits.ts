import type { Clone } from './open-clone.ts';

/** Says which of some commits GitHub shows: those that a branch of the remote holds. */
export type PublishedCommits = (shas: readonly string[]) => Promise<Set<string>>;

/** Branches that are quicker to look up one by one than to list in a process of its own. */
const fewBranches = 20;

export function createPublishedCommits(clone: Clone): PublishedCommits {
  if (!clone.onGithub) return async () => new Set();
  let knownFor = '';
  let known = new Map<string, boolean>();

  return async (shas) => {
    // What is published can only cease to be when a branch moves; what is not, when one is new, too.
    if (shas.every((sha) => known.get(sha)) && (await areUnmoved(knownFor, clone))) {
      return new Set(shas);
    }
    const { stdout } = await clone.git.run([
      'for-each-ref',
      '--format=%(objectname) %(refname)',
      clone.remoteRefs,
    ]);
    const branches = stdout.toString('utf8');
    const tips = branches.replace(/ .*/g, '');
    if (branches !== knownFor) {
      knownFor = branches;
      known = new Map(tips.split('\n').map((tip) => [tip, true]));
    }
    const answers = known;
    const unknown = [...new Set(shas)].filter((sha) => !answers.has(sha));
    if (unknown.length > 0) {
      const unpublished =
        tips === '' ? new Set(unknown) : await findUnpublished(unknown, tips, clone);
      for (const sha of unknown) answers.set(sha, !unpublished.has(sha));
    }
    return new Set(shas.filter((sha) => answers.get(sha)));
  };
}

/** @param branches lines of what a branch pointed to, and its ref */
async function areUnmoved(branches: string, clone: Clone): Promise<boolean> {
  const lines = branches.split('\n').filter(Boolean);
  if (lines.length > fewBranches) return false;
  const found = await Promise.all(
    lines.map(async (line) => {
      const [sha, ref = ''] = line.split(' ');
      return (await clone.objects.find(ref))?.sha === sha;
    }),
  );
  return found.every(Boolean);
}

/** These commits and their ancestors, without all that the remote's branches reach. */
async function findUnpublished(shas: string[], tips: string, clone: Clone): Promise<Set<string>> {
  const { stdout } = await clone.git.run(['rev-list', '--stdin', '--ignore-missing'], {
    input: `${shas.join('\n')}\n${tips.replace(/^(?=.)/gm, '^')}`,
  });
  return new Set(stdout.toString('latin1').split('\n'));
}

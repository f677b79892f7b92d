import type { Clone } from './open-clone.ts';

/** Says which of some commits GitHub shows: those that a branch of the remote holds. */
export type PublishedCommits = (shas: readonly string[]) => Promise<Set<string>>;

export function createPublishedCommits(clone: Clone): PublishedCommits {
  if (!clone.onGithub) return async () => new Set();
  let knownFor = '';
  let known = new Map<string, boolean>();

  return async (shas) => {
    const { stdout } = await clone.git.run([
      'for-each-ref',
      '--format=%(objectname)',
      clone.remoteRefs,
    ]);
    const tips = stdout.toString('latin1');
    if (tips !== knownFor) {
      knownFor = tips;
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

/** These commits and their ancestors, without all that the remote's branches reach. */
async function findUnpublished(shas: string[], tips: string, clone: Clone): Promise<Set<string>> {
  const { stdout } = await clone.git.run(['rev-list', '--stdin', '--ignore-missing'], {
    input: `${shas.join('\n')}\n${tips.replace(/^(?=.)/gm, '^')}`,
  });
  return new Set(stdout.toString('latin1').split('\n'));
}

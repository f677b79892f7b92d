import { readDiscussions } from './discussions.ts';
import type { Asked } from './graphql.ts';
import { readReleases } from './read-releases.ts';
import { readWhole } from './read-whole.ts';
import type { Reading } from './reading.ts';
import type { Thread } from './thread.ts';
import type { Changed } from './watermark.ts';

export interface ReadPage {
  threads: readonly Thread[];
  /** The numbers of threads that must be read alone. */
  alone: readonly number[];
  comments: readonly Changed[];
  reviewComments: readonly Changed[];
  /** The position after the page; null: it is the last of its part. */
  after: string | null;
}

const without = { alone: [], comments: [], reviewComments: [] };

/**
 * The pages of the part that is being read, from its position on; none where it is switched off.
 * @param most threads of a page
 * @throws Refused
 */
export async function* readingPages(
  asked: Asked,
  { at, after, found }: Reading,
  most: number,
): AsyncGenerator<ReadPage> {
  if (at === 'pulls' || (at === 'issues' && found.hasIssues)) {
    for await (const page of readWhole(asked, at, after, most)) {
      const whole = page.items.filter(({ thread }) => thread !== null);
      yield {
        threads: whole.flatMap(({ thread }) => thread ?? []),
        alone: page.items.flatMap(({ thread, number }) => (thread === null ? number : [])),
        comments: whole.flatMap(({ comments }) => comments),
        reviewComments: whole.flatMap(({ reviewComments }) => reviewComments),
        after: page.after,
      };
    }
  }
  if (at === 'discussions' && found.hasDiscussions) {
    for await (const page of readDiscussions(asked, { after, first: most })) {
      yield { ...without, threads: page.items, after: page.after };
    }
  }
  if (at === 'releases') {
    for await (const page of readReleases(asked, after)) {
      yield { ...without, threads: page.items, after: page.after };
    }
  }
}

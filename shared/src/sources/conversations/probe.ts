import * as z from 'zod';
import { type Asked, askRepository } from './graphql.ts';

const counted = z.object({
  totalCount: z.int(),
  nodes: z.array(z.object({ updatedAt: z.iso.datetime({ offset: true }) })),
});
const shape = z.object({
  nameWithOwner: z.string(),
  hasIssuesEnabled: z.boolean(),
  hasDiscussionsEnabled: z.boolean(),
  issues: counted.nullish(),
  pullRequests: counted.nullish(),
  discussions: counted.nullish(),
  releases: z
    .object({
      totalCount: z.int(),
      nodes: z.array(z.object({ id: z.string(), updatedAt: z.string() })),
    })
    .nullish(),
});

const newest = 'first: 1, orderBy: { field: UPDATED_AT, direction: DESC }';
const countedFields = '{ totalCount nodes { updatedAt } }';

export const probeQuery = `query ($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    nameWithOwner
    hasIssuesEnabled
    hasDiscussionsEnabled
    issues(${newest}) ${countedFields}
    pullRequests(${newest}) ${countedFields}
    discussions(${newest}) ${countedFields}
    releases(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount
      nodes { id updatedAt }
    }
  }
}`;

/** When one of a kind last changed (ISO 8601), and how many there are; null where none may be read. */
export const countedShape = z.object({ count: z.int(), newest: z.string().nullable() }).nullable();
export type Counted = NonNullable<z.output<typeof countedShape>>;

/** How a repository's conversations stand, by one request. */
export const probeShape = z.object({
  /** `owner/name` as GitHub calls it now. */
  fullName: z.string(),
  hasIssues: z.boolean(),
  hasDiscussions: z.boolean(),
  issues: countedShape,
  pulls: countedShape,
  discussions: countedShape,
  /** Differs when one of the 50 newest releases changed, or their number. */
  releases: z.string().nullable(),
});
export type Probe = z.output<typeof probeShape>;

export async function probe(asked: Asked): Promise<Probe> {
  const told = await askRepository(asked, probeQuery, {}, shape);
  const { releases } = told;
  return {
    fullName: told.nameWithOwner,
    hasIssues: told.hasIssuesEnabled,
    hasDiscussions: told.hasDiscussionsEnabled,
    issues: countedOf(told.issues),
    pulls: countedOf(told.pullRequests),
    discussions: countedOf(told.discussions),
    releases: releases
      ? [
          releases.totalCount,
          ...releases.nodes.map((each) => `${each.id} ${each.updatedAt}`),
        ].join()
      : null,
  };
}

function countedOf(told: z.output<typeof counted> | null | undefined): Counted | null {
  return told ? { count: told.totalCount, newest: told.nodes[0]?.updatedAt ?? null } : null;
}

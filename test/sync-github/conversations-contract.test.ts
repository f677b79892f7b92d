import { validate } from '@octokit/graphql-schema';
import { expect, test } from 'vitest';
import {
  discussionCommentsQuery,
  discussionQuery,
  discussionsQuery,
} from '../../shared/src/sources/conversations/discussions.ts';
import { discussionNumbersQuery } from '../../shared/src/sources/conversations/list-numbers.ts';
import { probeQuery } from '../../shared/src/sources/conversations/probe.ts';
import { pullReviewsQuery } from '../../shared/src/sources/conversations/reviews.ts';
import {
  issueNumbersQuery,
  pullNumbersQuery,
  wholeIssuesQuery,
  wholePullsQuery,
} from '../../shared/src/sources/conversations/whole-threads.ts';

const queries = {
  probeQuery,
  issueNumbersQuery,
  pullNumbersQuery,
  wholeIssuesQuery,
  wholePullsQuery,
  pullReviewsQuery,
  discussionsQuery,
  discussionQuery,
  discussionCommentsQuery,
  discussionNumbersQuery,
};

test.each(Object.entries(queries))('GitHub’s public schema allows the %s', (_, query) => {
  expect(validate(query)).toEqual([]);
});

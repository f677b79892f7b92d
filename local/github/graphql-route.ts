import { buildSchema, type ExecutionResult, GraphQLError, graphql } from 'graphql';
import { type Answer, GithubProblem, jsonHeaders } from './api-answer.ts';
import { readCommit } from './commit-json.ts';
import { shallowCommits } from './commit-routes.ts';
import { conversationFields } from './conversations/conversations-resolver.ts';
import { conversationsSchema } from './conversations/conversations-schema.ts';
import { queryCost } from './conversations/query-limits.ts';
import type { ServedRepository } from './served-repository.ts';

/** As much of GitHub's public schema as DocPilot asks for; any other field is refused as unknown. */
const schema = buildSchema(`${conversationsSchema}
  scalar DateTime
  scalar GitObjectID
  type Query {
    repository(owner: String!, name: String!): Repository
  }
  type Repository {
    object(oid: GitObjectID): GitObject
  }
  interface GitObject {
    oid: GitObjectID!
  }
  type Commit implements GitObject {
    oid: GitObjectID!
    committedDate: DateTime!
    history(first: Int, path: String): CommitHistoryConnection!
  }
  type CommitHistoryConnection {
    nodes: [Commit]
  }
`);

interface RepositoryName {
  owner: string;
  name: string;
}

/**
 * POST /graphql. GitHub answers 200 to a query that fails, too, and says why in `errors`.
 * @param find undefined for a repository that the caller may not see
 */
export async function answerGraphql(
  body: string,
  find: (fullName: string) => ServedRepository | undefined,
): Promise<Answer> {
  const { query, variables } = readBody(body);
  const excess = excessOf(query, variables);
  if (excess) return answerOf({ errors: [excess] });
  const result = await graphql({
    schema,
    source: query,
    variableValues: variables,
    rootValue: {
      repository: ({ owner, name }: RepositoryName) => {
        const repository = find(`${owner}/${name}`);
        if (repository !== undefined) return repositoryObject(repository);
        throw new GraphQLError(
          `Could not resolve to a Repository with the name '${owner}/${name}'.`,
          { extensions: { type: 'NOT_FOUND' } },
        );
      },
    },
  });
  return answerOf(result);
}

function answerOf(result: ExecutionResult): Answer {
  // GitHub says the type of an error beside its message.
  const errors = result.errors?.map((error) => {
    const { extensions, ...rest } = error.toJSON();
    return { ...extensions, ...rest };
  });
  const told = errors === undefined ? result : { ...result, errors };
  return { status: 200, headers: jsonHeaders, body: JSON.stringify(told) };
}

/** Why GitHub refuses a query for what it asks for; a query that is none is refused elsewhere. */
function excessOf(query: string, variables: Record<string, unknown>): GraphQLError | null {
  try {
    queryCost(query, variables);
    return null;
  } catch (error) {
    if (error instanceof GraphQLError) return error.extensions.type ? error : null;
    throw error;
  }
}

function readBody(body: string): { query: string; variables: Record<string, unknown> } {
  try {
    const { query, variables = {} } = JSON.parse(body);
    if (typeof query === 'string') return { query, variables };
  } catch {
    // As for JSON without a query.
  }
  throw new GithubProblem(400, 'A query attribute must be specified and must be a string.');
}

function repositoryObject(repository: ServedRepository) {
  return {
    ...conversationFields(repository),
    object: async ({ oid }: { oid: string }) => {
      const found = await repository.clone.objects.find(oid);
      return found?.type === 'commit' ? commitObject(oid, repository) : null;
    },
  };
}

function commitObject(oid: string, repository: ServedRepository) {
  return {
    __typename: 'Commit',
    oid,
    committedDate: async () => (await readCommit(oid, repository)).committer?.date,
    history: async ({ first, path }: { first?: number; path?: string }) => {
      if (first !== 1 || path === undefined) {
        throw new Error('Only the newest commit of a path is served here: first: 1, path: "…".');
      }
      const sha = await repository.lastChanges(oid)(path);
      // git shows a shallow clone's last commits as if they had added every file.
      const isKnown = sha !== null && !(await shallowCommits(repository.clone)).has(sha);
      return { nodes: isKnown ? [commitObject(sha, repository)] : [] };
    },
  };
}

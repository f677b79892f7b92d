import { type FieldNode, GraphQLError, Kind, parse, type SelectionSetNode } from 'graphql';

/** Sources: GitHub's “Rate limits and query limits for the GraphQL API”. */
const mostOfPage = 100;
const mostNodes = 500_000;

export interface QueryCost {
  /** Items that the query may answer with. */
  nodes: number;
  /** What it takes of the 5,000 points of an hour. */
  points: number;
}

/** What GitHub counts for a query. @throws GraphQLError as it refuses one that asks for too much */
export function queryCost(query: string, variables: Readonly<Record<string, unknown>>): QueryCost {
  let nodes = 0;
  let requests = 0;
  function walk(selections: SelectionSetNode | undefined, times: number): void {
    for (const field of selections?.selections ?? []) {
      if (!('selectionSet' in field)) continue;
      if (field.kind !== Kind.FIELD || !isConnection(field)) {
        walk(field.selectionSet, times);
        continue;
      }
      const first = firstOf(field, variables);
      nodes += times * first;
      requests += times;
      if (nodes > mostNodes) {
        throw refused(
          'MAX_NODE_LIMIT_EXCEEDED',
          `This query requests up to ${nodes.toLocaleString('en')} possible nodes which exceeds the maximum limit of ${mostNodes.toLocaleString('en')}.`,
        );
      }
      walk(field.selectionSet, times * first);
    }
  }
  for (const definition of parse(query).definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) walk(definition.selectionSet, 1);
  }
  return { nodes, points: Math.max(1, Math.round(requests / 100)) };
}

function isConnection({ selectionSet }: FieldNode): boolean {
  return (selectionSet?.selections ?? []).some(
    (each) => each.kind === Kind.FIELD && ['nodes', 'edges'].includes(each.name.value),
  );
}

function firstOf(
  { name, arguments: given = [] }: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const value = given.find((each) => each.name.value === 'first')?.value;
  const first =
    value?.kind === Kind.VARIABLE
      ? Number(variables[value.name.value])
      : Number(value?.kind === Kind.INT ? value.value : Number.NaN);
  if (Number.isNaN(first)) {
    throw refused(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name.value}\` connection.`,
    );
  }
  if (first >= 1 && first <= mostOfPage) return first;
  throw refused(
    'EXCESSIVE_PAGINATION',
    `Requesting ${first} records on the \`${name.value}\` connection exceeds the \`first\` limit of ${mostOfPage} records.`,
  );
}

function refused(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

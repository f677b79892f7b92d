import type { DriveItem } from './drive-store.ts';
import type { Query, TextOperator, TimeOperator } from './query.ts';

export function matches(item: DriveItem, query: Query): boolean {
  switch (query.kind) {
    case 'and':
      return matches(item, query.left) && matches(item, query.right);
    case 'or':
      return matches(item, query.left) || matches(item, query.right);
    case 'not':
      return !matches(item, query.inner);
    case 'parent':
      return item.parentId === query.id;
    case 'trashed':
      return item.trashed === query.value;
    case 'time':
      return compareTime(item[query.field].getTime(), query.operator, query.value);
    case 'text':
      return query.field === 'name'
        ? compareName(item.name, query.operator, query.value)
        : compareText(
            query.field === 'mimeType' ? item.mimeType : (item.shortcut?.targetId ?? ''),
            query.operator,
            query.value,
          );
  }
}

/** Names are alike in either case, and `contains` finds the beginning of a word only. */
function compareName(name: string, operator: TextOperator, value: string): boolean {
  const [own, given] = [name.toLowerCase(), value.toLowerCase()];
  if (operator !== 'contains') return (own === given) === (operator === '=');
  return own.startsWith(given) || own.split(/\s+/).some((word) => word.startsWith(given));
}

function compareText(text: string, operator: TextOperator, value: string): boolean {
  return operator === 'contains' ? text.includes(value) : (text === value) === (operator === '=');
}

function compareTime(time: number, operator: TimeOperator, value: number): boolean {
  switch (operator) {
    case '=':
      return time === value;
    case '!=':
      return time !== value;
    case '<':
      return time < value;
    case '<=':
      return time <= value;
    case '>':
      return time > value;
    case '>=':
      return time >= value;
  }
}

/** Every folder a query names. */
export function namedParents(query: Query): Set<string> {
  if (query.kind === 'parent') return new Set([query.id]);
  if (query.kind === 'not') return namedParents(query.inner);
  if (query.kind !== 'and' && query.kind !== 'or') return new Set();
  return new Set([...namedParents(query.left), ...namedParents(query.right)]);
}

/** The folders whatever matches must lie in; null when it may lie anywhere. */
export function requiredParents(query: Query): Set<string> | null {
  if (query.kind === 'parent') return new Set([query.id]);
  if (query.kind !== 'and' && query.kind !== 'or') return null;
  const [left, right] = [requiredParents(query.left), requiredParents(query.right)];
  if (query.kind === 'and') return left ?? right;
  return left && right && new Set([...left, ...right]);
}

/** The query with `root` standing for the folder it names. */
export function withRoot(query: Query, rootId: string): Query {
  if (query.kind === 'parent') return query.id === 'root' ? { ...query, id: rootId } : query;
  if (query.kind === 'not') return { ...query, inner: withRoot(query.inner, rootId) };
  if (query.kind !== 'and' && query.kind !== 'or') return query;
  return { ...query, left: withRoot(query.left, rootId), right: withRoot(query.right, rootId) };
}

import { invalidParameter } from './drive-problem.ts';

/** The fields of an object: null for a value, its own fields for an object or a list of objects. */
export interface Fields {
  readonly [name: string]: null | Fields;
}

const file: Fields = {
  capabilities: { canDownload: null },
  driveId: null,
  id: null,
  kind: null,
  md5Checksum: null,
  mimeType: null,
  modifiedTime: null,
  name: null,
  parents: null,
  shortcutDetails: { targetId: null },
  size: null,
  trashed: null,
  webViewLink: null,
};

/**
 * The fields that are served, by their schema in Drive's discovery document. Google has more; they
 * are refused like those it does not have.
 */
export const schemas = {
  ChangeList: {
    changes: { changeType: null, file, fileId: null, kind: null, removed: null },
    kind: null,
    newStartPageToken: null,
    nextPageToken: null,
  },
  Drive: { id: null, kind: null, name: null },
  File: file,
  FileList: { files: file, incompleteSearch: null, kind: null, nextPageToken: null },
} satisfies Record<string, Fields>;

const defaultFile = 'kind,id,name,mimeType,driveId';

/** What Google answers when a request has no `fields`. */
const defaults = {
  ChangeList: `kind,nextPageToken,newStartPageToken,changes(kind,changeType,removed,fileId,file(${defaultFile}))`,
  Drive: 'kind,id,name',
  File: defaultFile,
  FileList: `kind,incompleteSearch,nextPageToken,files(${defaultFile})`,
};

/** What `fields` selects: a whole value or object, or these fields of it. */
export type Selection = 'all' | ReadonlyMap<string, Selection>;

/**
 * Reads a `fields` parameter: `a,b(c,d(e))`. Google's `a/b` and `*` are not supported.
 * @param given null selects what Google answers by default
 * @throws DriveProblem that names what the schema has no field for
 */
export function readSelection(given: string | null, schema: keyof typeof schemas): Selection {
  const text = given ?? defaults[schema];
  const tokens = text.match(/[^\s,()]+|[,()]/g) ?? [];
  let position = 0;
  const selection = readList(schemas[schema]);
  if (position < tokens.length) throw invalidSelection(text);
  return selection;

  function readList(fields: Fields): Selection {
    const selected = new Map<string, Selection>();
    do {
      const name = tokens[position] ?? '';
      const inner = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (inner === undefined) throw invalidSelection(name);
      position += 1;
      selected.set(name, takes('(') ? readInner(inner) : 'all');
    } while (takes(','));
    return selected;
  }

  function readInner(fields: Fields | null): Selection {
    const selection = readList(fields ?? {});
    if (!takes(')')) throw invalidSelection(text);
    return selection;
  }

  function takes(token: string): boolean {
    if (tokens[position] !== token) return false;
    position += 1;
    return true;
  }
}

function invalidSelection(name: string) {
  return invalidParameter('fields', `Invalid field selection ${name}`);
}

/** What is selected of a field; undefined when nothing is. */
export function selectedOf(
  selection: Selection | undefined,
  ...path: string[]
): Selection | undefined {
  return path.reduce<Selection | undefined>(
    (current, name) => (current === 'all' ? 'all' : current?.get(name)),
    selection,
  );
}

/** The value with the selected fields alone. */
export function applySelection(value: unknown, selection: Selection): unknown {
  if (selection === 'all') return value;
  if (Array.isArray(value)) return value.map((element) => applySelection(element, selection));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const selected = selection.get(name);
      return selected === undefined ? [] : [[name, applySelection(inner, selected)]];
    }),
  );
}

import { DocPilotError } from '../../errors.ts';
import type { Queryable } from '../../store/connection/database.ts';
import type { DocumentFilters } from '../../store/documents/document-filters.ts';
import {
  hasFiles,
  listExtensions,
  listFolder,
  listLabels,
  listSourceNames,
  type SourceName,
} from '../../store/documents/filter-names.ts';
import { documentFilters } from './document-filters.ts';
import type { SearchFilters } from './filters.ts';

/** Names that an error lists, at most. */
const maxNames = 20;

/**
 * A request's filters as the store takes them, with repositories and folders as the settings name
 * them: `docs` means `octocat/docs` if no other one ends so.
 * @throws DocPilotError invalid_request, if what should be searched is not there
 */
export async function resolveFilters(
  database: Queryable,
  filters: SearchFilters | undefined,
): Promise<DocumentFilters> {
  const asked = documentFilters(filters);
  if (asked.source === undefined && asked.repositories === undefined) return asked;
  const all = await listSourceNames(database);
  const sources = all.filter(({ kind }) => kind === (asked.source ?? kind));
  if (asked.source !== undefined && sources.length === 0) {
    throw namesNothing('source', asked.source, titlesOf(all));
  }
  if (asked.repositories === undefined) return asked;
  const found = asked.repositories.flatMap((name) => sourcesNamed(name, sources));
  if (found.length > 0) return { ...asked, repositories: found.map(({ name }) => name) };
  throw namesNothing('repository', asked.repositories.join(', '), titlesOf(sources));
}

/**
 * Checks filters that leave no document.
 * @param resolved the same filters as the store takes them
 * @throws DocPilotError invalid_request, if one of them names nothing; each is looked for in what
 *   the ones before it leave
 */
export async function requireNames(
  database: Queryable,
  filters: SearchFilters | undefined,
  resolved: DocumentFilters,
): Promise<void> {
  const { source, repositories, pathPrefixes, pathPattern, types, labels } = resolved;
  const sources = { source, repositories };
  if (!(await hasFiles(database, sources))) return;
  const inFolders = { ...sources, pathPrefixes };
  if (pathPrefixes && !(await hasFiles(database, inFolders))) {
    const [prefix = ''] = pathPrefixes;
    throw namesNothing('path_prefix', prefix, await nearestNames(database, sources, prefix));
  }
  const inGlob = { ...inFolders, pathPattern };
  if (pathPattern && !(await hasFiles(database, inGlob))) {
    const names = await nearestNames(database, inFolders, filters?.glob ?? '');
    throw namesNothing('glob', filters?.glob ?? '', names);
  }
  if (types && !(await hasFiles(database, { ...inGlob, types }))) {
    const names = await listExtensions(database, inGlob, maxNames + 1);
    throw namesNothing('type', [filters?.type ?? ''].flat().join(', '), names);
  }
  if (labels && !(await hasFiles(database, { ...sources, labels }))) {
    const names = await listLabels(database, sources, maxNames + 1);
    throw namesNothing('label', labels.join(', '), names);
  }
}

/** The sources that a name means; several folders may have one name. */
function sourcesNamed(asked: string, sources: readonly SourceName[]): SourceName[] {
  const name = asked
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/[^/]+\//, '')
    .replace(/^\/+|\/+$|\.git$/g, '');
  const exact = sources.filter(({ name: own, title }) =>
    [own.toLowerCase(), title.toLowerCase()].includes(name),
  );
  if (exact.length > 0 || name === '') return exact;
  const short = sources.filter(({ title }) => title.toLowerCase().endsWith(`/${name}`));
  const titles = titlesOf(short);
  if (titles.length <= 1) return short;
  throw new DocPilotError(
    'invalid_request',
    `repository “${asked}” can mean ${listed(titles)}: name one of them in full.`,
  );
}

function titlesOf(sources: readonly SourceName[]): string[] {
  return [...new Set(sources.map(({ title }) => title))];
}

/** What is in the deepest folder of a path that exists. */
async function nearestNames(
  database: Queryable,
  sources: DocumentFilters,
  prefix: string,
): Promise<string[]> {
  const parts = prefix.split('/').slice(0, -1);
  for (let depth = parts.length; depth > 0; depth--) {
    const folder = `${parts.slice(0, depth).join('/')}/`;
    const names = await listFolder(database, sources, folder, maxNames + 1);
    if (names.length > 0) return names;
  }
  return listFolder(database, sources, '', maxNames + 1);
}

function namesNothing(field: string, value: string, names: readonly string[]): DocPilotError {
  const there = names.length === 0 ? 'there is nothing yet' : `there are ${listed(names)}`;
  const problem = `“${value}” names nothing that is indexed; ${there}`;
  return new DocPilotError('invalid_request', `${field}: ${problem}.`, {
    details: [{ field, problem }],
  });
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, maxNames).join(', ');
  return names.length > maxNames ? `${shown} and more` : shown;
}

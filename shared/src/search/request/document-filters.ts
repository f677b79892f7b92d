import { type Format, formats } from '../../extract/formats.ts';
import type { DocumentFilters } from '../../store/documents/document-filters.ts';
import type { SearchFilters } from './filters.ts';
import { globPattern } from './glob-pattern.ts';

/** A request's filters as the store takes them, with the repositories as they are named there. */
export function documentFilters(filters: SearchFilters | undefined): DocumentFilters {
  return {
    source: filters?.source,
    repositories: listOf(filters?.repository),
    pathPrefixes: listOf(filters?.path_prefix)?.map(fromTop),
    pathPattern:
      filters?.glob === undefined ? undefined : (globPattern(fromTop(filters.glob)) ?? undefined),
    types: listOf(filters?.type)?.flatMap((type) => typesOf(type.toLowerCase())),
    states: listOf(filters?.state),
    labels: listOf(filters?.label),
    changedAfter: filters?.changed_after,
    changedBefore: filters?.changed_before,
  };
}

/** A path as documents have it: without a slash or dot before it. */
function fromTop(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '');
}

function listOf(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? [value] : value;
}

/** Extensions and names of the same type. Those of documents are in extract/formats.ts. */
const synonyms: readonly (readonly string[])[] = [
  ['ts', 'tsx', 'mts', 'cts', 'typescript'],
  ['js', 'jsx', 'mjs', 'cjs', 'javascript'],
  ['py', 'pyi', 'python'],
  ['yaml', 'yml'],
  ['cc', 'cpp', 'cxx', 'hpp', 'hh', 'c++'],
  ['sh', 'bash', 'zsh', 'shell'],
  ['txt', 'text'],
  ['tf', 'tfvars', 'terraform'],
  ['pull', 'pr'],
];

/** The content type of a type, or the extensions of its files. */
function typesOf(type: string): readonly string[] {
  if (type.includes('/')) return [type];
  const name = type.replace(/^\./, '');
  for (const [format, { extensions, contentType }] of Object.entries(formats)) {
    if (extensions.length === 0 || !(extensions.includes(name) || (format as Format) === name))
      continue;
    return [contentType, ...extensions];
  }
  return synonyms.find((all) => all.includes(name)) ?? [name];
}

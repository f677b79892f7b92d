import { type Format, formats } from '../../extract/formats.ts';
import type { DocumentFilters } from '../../store/documents/document-filters.ts';
import type { SearchFilters } from './filters.ts';
import { globPattern } from './glob-pattern.ts';

/** A request's filters as the store takes them. */
export function documentFilters(filters: SearchFilters | undefined): DocumentFilters {
  return {
    source: filters?.source,
    repository: filters?.repository,
    pathPrefix: filters?.path_prefix,
    pathPattern: filters?.glob === undefined ? undefined : (globPattern(filters.glob) ?? undefined),
    types: filters?.type === undefined ? undefined : typesOf(filters.type.toLowerCase()),
    changedAfter: filters?.changed_after,
    changedBefore: filters?.changed_before,
  };
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
];

function typesOf(type: string): NonNullable<DocumentFilters['types']> {
  if (type.includes('/')) return { contentTypes: [type], extensions: [] };
  const name = type.replace(/^\./, '');
  for (const [format, { extensions, contentType }] of Object.entries(formats)) {
    if (extensions.length === 0 || !(extensions.includes(name) || (format as Format) === name))
      continue;
    return { contentTypes: [contentType], extensions: [...extensions] };
  }
  return {
    contentTypes: [],
    extensions: [...(synonyms.find((all) => all.includes(name)) ?? [name])],
  };
}

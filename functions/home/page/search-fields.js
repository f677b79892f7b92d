/**
 * The fields of a search as texts, as in the address; empty if not set. `doc` and `lines` name the
 * document that is open beside the results.
 * @typedef {{ q: string, source: string, repository: string, path: string, type: string, state:
 *   string, label: string, after: string, doc: string, lines: string }} Fields
 */

/** @param {URLSearchParams} parameters @returns {Fields} */
export function readFields(parameters) {
  /** @param {string} name */
  const field = (name) => parameters.get(name)?.trim() ?? '';
  return {
    q: field('q'),
    source: field('source'),
    repository: field('repository'),
    path: field('path'),
    type: field('type'),
    state: field('state'),
    label: field('label'),
    after: field('after'),
    doc: field('doc'),
    lines: /^\d+(-\d+)?$/.test(field('lines')) ? field('lines') : '',
  };
}

/** The number of filters that are set. @param {Fields} fields */
export function countFilters({ source, repository, path, type, state, label, after }) {
  return [source, repository, path, type, state, label, after].filter((value) => value !== '')
    .length;
}

/** The request's filters. @param {Fields} fields */
export function filtersOf({ source, repository, path, type, state, label, after }) {
  const isGlob = /[*?{[]/.test(path);
  const given = {
    source,
    repository,
    path_prefix: isGlob ? '' : path,
    glob: isGlob ? path : '',
    type,
    state,
    label,
    changed_after: after,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

/** What is searched for, whichever document is open. @param {Fields} fields */
export function searchOf({ doc: _, lines: __, ...search }) {
  return JSON.stringify(search);
}

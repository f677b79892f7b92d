/**
 * A part of an OpenAPI document, in which each reference (`$ref`) is replaced by what it refers to
 * within the document. The library's own way to do this blocks the page for a second or more.
 * @param {object} document_
 * @param {string[]} path of the part, for example `['paths', '/search', 'post']`
 */
export function resolveReferences(document_, path) {
  return resolve(read(path), []);

  /** @param {string[]} names */
  function read(names) {
    return names.reduce((at, name) => at?.[name], /** @type {any} */ (document_));
  }

  /**
   * @param {any} value
   * @param {string[]} within the references that it was found through: one of these stays
   * @returns {any}
   */
  function resolve(value, within) {
    if (Array.isArray(value)) return value.map((each) => resolve(each, within));
    if (value === null || typeof value !== 'object') return value;
    const { $ref: reference, ...own } = value;
    const isResolved = typeof reference === 'string' && !within.includes(reference);
    const rest = isResolved ? own : value;
    return {
      ...(isResolved && resolve(read(namesOf(reference)), [...within, reference])),
      ...Object.fromEntries(
        Object.entries(rest).map(([name, each]) => [name, resolve(each, within)]),
      ),
    };
  }
}

/** @param {string} reference for example `#/components/schemas/Error` */
function namesOf(reference) {
  return reference.replace(/^#\//, '').split('/');
}

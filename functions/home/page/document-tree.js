import { fragmentOf } from './address.js';
import { list, readFacets } from './api.js';
import { element, replaceChildren } from './element.js';
import { text } from './language.js';
import { problem } from './problem.js';

/** @import { Source } from './source.js' */
/** @typedef {Pick<Source, 'source' | 'repository'>} SourceName */

const pageSize = '50';

/**
 * What is in a folder of a source: its folders, which are read when they are opened, and its
 * documents, which lead to the reader.
 * @param {SourceName} name
 * @param {string} folder with a slash at its end; empty: the top
 * @param {HTMLElement} parent
 */
export async function showFolder({ source, repository }, folder, parent) {
  const only = { source, repository };
  const inFolder = folder === '' ? only : { ...only, path_prefix: folder };
  const again = () => showFolder(only, folder, parent);
  const directly = { ...only, glob: `${literal(folder)}*` };
  try {
    const { folders, sources } = await readFacets(inFolder);
    // A filter that leaves no document would be an error.
    const page =
      total(folders) < total(sources)
        ? await list({ view: 'documents', ...directly, limit: pageSize })
        : { documents: [], next_cursor: null };
    const sorted = folders.toSorted((a, b) => a.value.localeCompare(b.value));
    const items = element(
      'ul',
      { class: 'tree' },
      ...sorted.map(({ value, documents }) => folderItem(only, value, documents)),
    );
    replaceChildren(parent, items);
    append(page);
    /** @param {Pick<Awaited<ReturnType<typeof list>>, 'documents' | 'next_cursor'>} page */
    function append({ documents = [], next_cursor }) {
      items.append(...documents.map(documentItem));
      if (next_cursor === null) return;
      const more = element('button', { type: 'button' }, text('treeMore'));
      more.addEventListener('click', async () => {
        const page = { view: 'documents', ...directly, limit: pageSize, cursor: next_cursor };
        more.disabled = true;
        try {
          const next = await list(page);
          more.remove();
          append(next);
        } catch (error) {
          more.replaceWith(problem(error, again) ?? '');
        }
      });
      parent.append(more);
    }
  } catch (error) {
    replaceChildren(parent, problem(error, again));
  }
}

/** @param {SourceName} name @param {string} folder @param {number} documents */
function folderItem(name, folder, documents) {
  const content = element('div');
  const details = element(
    'details',
    {},
    element(
      'summary',
      {},
      element('span', { class: 'path' }, lastPart(folder)),
      ' ',
      element('span', { class: 'quiet' }, text('countDocuments', { count: documents })),
    ),
    content,
  );
  details.addEventListener('toggle', () => {
    if (details.open && content.childElementCount === 0) showFolder(name, folder, content);
  });
  return element('li', {}, details);
}

/** @param {{ document_id: string, path: string, title: string }} document_ */
function documentItem({ document_id, path, title }) {
  const name = lastPart(path);
  return element(
    'li',
    {},
    element('a', { class: 'path', href: fragmentOf('search', { doc: document_id }) }, name),
    title !== name && element('span', { class: 'quiet' }, ` ${title}`),
  );
}

/** @param {readonly { documents: number }[]} counts */
function total(counts) {
  return counts.reduce((sum, { documents }) => sum + documents, 0);
}

/** @param {string} path */
function lastPart(path) {
  return path.split(/(?<=\/)/).at(-1) ?? path;
}

/** A glob that only this path matches. @param {string} path */
function literal(path) {
  return path.replace(/[\\*?[\]{},]/g, '\\$&');
}

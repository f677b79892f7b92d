import { element } from './element.js';
import { text } from './language.js';

/** @import { SourceKind, ThreadType } from '../../../shared/src/document.ts' */

const file = 'M4 1.5h5l3 3v10H4z M9 1.5v3h3';

/**
 * What each kind is called, and the strokes of its sign in a square of 16.
 * @type {Record<ThreadType | Exclude<SourceKind, 'conversations'>, [Parameters<typeof text>[0], string]>}
 */
const kinds = {
  issue: ['kindIssue', 'M8 2a6 6 0 1 0 .01 0z M8 7a1 1 0 1 0 .01 0z'],
  pull: [
    'kindPull',
    'M4 2.5a1.5 1.5 0 1 0 .01 0z M4 10.5a1.5 1.5 0 1 0 .01 0z M12 10.5a1.5 1.5 0 1 0 .01 0z M4 5.5v5 M12 10.5V6q0-2-2-2H8',
  ],
  discussion: ['kindDiscussion', 'M2 3h9v6H6l-2.5 2.5V9H2z M13 6h1v6h-1.5v2l-2-2H8'],
  release: ['kindRelease', 'M2 2h5.5L14 8.5 8.5 14 2 7.5z M5 4.5a.5.5 0 1 0 .01 0z'],
  github: ['kindGithub', file],
  folder: ['kindFolder', file],
  drive: ['kindDrive', 'M6 2h4l4.5 8-2 4h-9l-2-4z M6 2l4.5 8h4 M10 2 5.5 10l-2 4'],
  web: ['kindWeb', 'M8 2a6 6 0 1 0 .01 0z M2 8h12 M8 2q-5 6 0 12 M8 2q5 6 0 12'],
};

/**
 * What a result is: a sign, which is there for the eye alone, and its name.
 * @param {{ source: SourceKind, type?: ThreadType | undefined }} result
 */
export function kindElement({ source, type }) {
  const kind = type ?? (source === 'conversations' ? 'issue' : source);
  const [name, strokes] = kinds[kind];
  return element('span', { class: 'kind' }, sign(strokes), text(name));
}

/** @param {string} strokes */
function sign(strokes) {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', strokes);
  svg.append(path);
  return svg;
}

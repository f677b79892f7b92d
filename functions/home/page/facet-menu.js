import { element } from './element.js';
import { formatNumber, text } from './language.js';

/** @import { TextKey } from './texts-en.js' */

/**
 * A menu of a facet's values, each with its number of documents; and a field for any other value.
 * @param {TextKey} label
 * @param {readonly { value: string, documents: number }[]} counts
 * @param {(value: string) => void} choose
 * @param {object} [options]
 * @param {(value: string) => string} [options.name] what the reader sees of a value
 * @param {(value: string) => string} [options.toValue] what is chosen for a value
 * @param {{ label: TextKey, value: string, type?: string, placeholder?: string }} [options.field]
 */
export function facetMenu(label, counts, choose, options = {}) {
  const { name = String, toValue = String, field } = options;
  if (counts.length === 0 && field === undefined) return null;
  const id = `facet-${label}`;
  const input =
    field &&
    element('input', {
      id,
      type: field.type ?? 'text',
      value: field.value,
      placeholder: field.placeholder,
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
    });
  input?.addEventListener('change', () => choose(input.value.trim()));
  return element(
    'details',
    { class: 'facet', name: 'facet' },
    element('summary', { class: 'chip' }, text(label)),
    element(
      'div',
      { class: 'facet-panel' },
      ...counts.map(({ value, documents }) =>
        element(
          'button',
          { type: 'button', class: 'facet-value', click: () => choose(toValue(value)) },
          element('span', {}, name(value)),
          ' ',
          element('span', { class: 'quiet' }, formatNumber(documents)),
        ),
      ),
      field && element('label', { for: id }, text(field.label)),
      input,
    ),
  );
}

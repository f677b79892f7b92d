import type { TargetTitles } from './target-titles.ts';

type Attributes = Record<string, string>;

/** Where a link leads; empty inside the document. */
export function hrefOf(attributes: Attributes): string {
  return attributes.url ?? attributes['xlink:href'] ?? attributes.href ?? '';
}

/** What stands in the place of an element that refers to another: its title, or a file's name. */
export function saidOfReference(
  name: string,
  attributes: Attributes,
  titles: TargetTitles,
): string {
  if (name === 'include') {
    const part = attributes.xpointer === undefined ? '' : `#${attributes.xpointer}`;
    return attributes.href ? ` Includes ${attributes.href}${part}. ` : '';
  }
  const ids = [attributes.endterm, attributes.linkend, attributes.otherterm, attributes.linkends];
  const id = ids.find((one) => one !== undefined) ?? '';
  const own = hrefOf(attributes);
  const known = titles.get(id || own.replace(/^#/, ''));
  return attributes.xreflabel ?? known ?? (id || own);
}

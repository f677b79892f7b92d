/** Where DocPilot is reached, as it says of itself; its functions lie there side by side. */
export const publicUrl =
  document.querySelector('meta[name="public-url"]')?.getAttribute('content') ?? location.origin;

/** On one machine every function answers at every name of the machine itself. */
export const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

/** Where this page may call the functions; null at an address that is this function's alone. */
export const apiUrl = isLocal
  ? location.origin
  : new URL(publicUrl).origin === location.origin
    ? publicUrl
    : null;

/**
 * What the fragment names: a view, with what it is to show. It never leaves the browser.
 * @param {string} fragment for example `#search?q=holidays`
 */
export function readFragment(fragment) {
  const [, view = '', parameters = ''] = /^#?([\w-]*)(?:\?(.*))?$/.exec(fragment) ?? [];
  return { view, parameters: new URLSearchParams(parameters) };
}

/**
 * @param {string} view
 * @param {Record<string, string>} [parameters] empty ones are left out
 */
export function fragmentOf(view, parameters = {}) {
  const present = Object.entries(parameters).filter(([, value]) => value !== '');
  return `#${view}${present.length > 0 ? `?${new URLSearchParams(present)}` : ''}`;
}

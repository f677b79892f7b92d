/** The public address of DocPilot, below which each function is reached by its name. */
export const publicUrl =
  document.querySelector('meta[name="public-url"]')?.getAttribute('content') ?? location.origin;

/** The address that assistants connect to, and sign in to if they take no key. */
export const mcpUrl =
  document.querySelector('meta[name="mcp-url"]')?.getAttribute('content') || `${publicUrl}/mcp`;

/** Whether the page was opened on the machine that DocPilot runs on. */
export const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

/** The address of the functions; null if the page was opened at the home function's own address. */
export const apiUrl = isLocal
  ? location.origin
  : new URL(publicUrl).origin === location.origin
    ? publicUrl
    : null;

/**
 * The view that a fragment names, with its parameters. Browsers do not send the fragment.
 * @param {string} fragment for example `#search?q=holidays`
 */
export function readFragment(fragment) {
  const [, view = '', parameters = ''] = /^#?([\w-]*)(?:\?(.*))?$/.exec(fragment) ?? [];
  return { view, parameters: new URLSearchParams(parameters) };
}

/**
 * @param {string} view
 * @param {Record<string, string>} [parameters] empty ones are omitted
 */
export function fragmentOf(view, parameters = {}) {
  const present = Object.entries(parameters).filter(([, value]) => value !== '');
  return `#${view}${present.length > 0 ? `?${new URLSearchParams(present)}` : ''}`;
}

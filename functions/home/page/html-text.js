/** Elements of HTML that Markdown is written with: their text is shown, and they are not. */
const known = new Set(
  `a abbr article aside b blockquote br center cite code dd del details dfn div dl dt em figcaption
   figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p picture pre q s
   samp section small source span strong sub summary sup table tbody td tfoot th thead tr u ul var
   video`.split(/\s+/),
);

/**
 * What HTML or JSX says in Markdown, as text: an image is its description, a comment nothing. A tag
 * of another name may be text that only looks like one (`Map<string>`), so it stays.
 * @param {string} html
 */
export function htmlText(html) {
  return html
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(
      /<\/?([A-Za-z][\w.-]*)((?:"[^"]*"|'[^']*'|\{[^}]*\}|[^>"'{])*)>/g,
      (tag, name, rest) => {
        if (/^br$/i.test(name)) return '\n';
        if (/^img$/i.test(name)) return /\balt=["']([^"']*)/.exec(rest)?.[1] ?? '';
        return known.has(name.toLowerCase()) || /^[A-Z].*[a-z]/.test(name) ? '' : tag;
      },
    );
}

import { createHash } from 'node:crypto';
import type { Reply } from '../http/route.ts';
import { withoutInvisible } from '../visible/invisible-characters.ts';

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 32rem; margin: 10vh auto; padding: 0 1rem }
h1 { font-size: 1.4rem }
code { overflow-wrap: anywhere }
label { display: block }
input { box-sizing: border-box; width: 100%; font: inherit; padding: .5rem; margin: .25rem 0 1rem }
button { font: inherit; padding: .5rem 1.25rem; margin-right: .5rem }
.problem { color: #c00; color: light-dark(#b00020, #ff8a8a) }
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * Nothing on these pages is loaded, runs, or may be shown in another page's frame. There is no
 * form-action: Chrome applies it to what a form redirects to, which here is Google or the client.
 */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'`;

/** A text in HTML, without the characters that change how others are shown. */
export function escaped(text: string): string {
  const visible = withoutInvisible(text).text;
  return visible.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** @param body HTML */
export function page(title: string, body: string, status = 200): Reply {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-frame-options': 'DENY',
      // With no-referrer, browsers would send the form with the origin null.
      'referrer-policy': 'same-origin',
    },
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)} · DocPilot</title>
<style>${style}</style>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</html>
`,
  };
}

/** What went wrong, and a way to go on. */
export function problemPage(problem: string, status = 400, again?: string): Reply {
  const next =
    again === undefined
      ? 'Start again from your assistant.'
      : `<a href="${escaped(again)}">Try again</a>.`;
  return page('Not connected', `<p>${escaped(problem)}</p>\n<p>${next}</p>`, status);
}

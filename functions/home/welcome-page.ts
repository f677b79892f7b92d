import type { Reply } from '@docpilot/shared/route';

/** What a person sees who opens the address: what this is, and how to ask it. */
export function welcomePage(publicUrl: string): Reply {
  const address = publicUrl.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return {
    headers: { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" },
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>DocPilot</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
body { max-width: 44rem; margin: 4rem auto; padding: 0 1rem }
pre { overflow-x: auto; padding: 1rem; border: 1px solid #8886; border-radius: .5rem }
</style>
<h1>DocPilot</h1>
<p>Finds the right passage of your team’s documents, with a link that proves it.</p>
<p>Ask with your API key:</p>
<pre>curl -sS ${address}/search \\
  -H 'X-API-KEY: YOUR_KEY' \\
  -H 'Content-Type: application/json' \\
  -d '{"query": "how do I …"}'</pre>
<p><a href="${address}/home/health">What is indexed</a></p>
</html>
`,
  };
}

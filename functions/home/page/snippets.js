/**
 * The configuration that connects each assistant, in the form that its maker documents.
 * @typedef {object} Snippet
 * @property {string} name the assistant's name
 * @property {string} [file] the file that it belongs in; undefined for a command
 * @property {boolean} [asksKey] the assistant asks for the key itself
 * @property {string} text
 */

/**
 * @param {string} mcpUrl
 * @param {string} key or a placeholder
 * @returns {Snippet[]}
 */
export function snippetsFor(mcpUrl, key) {
  const headers = { Authorization: `Bearer ${key}` };
  return [
    {
      name: 'Claude Code',
      text: `claude mcp add --transport http docpilot ${mcpUrl} \\\n  --header "Authorization: Bearer ${key}"`,
    },
    {
      name: 'Claude Desktop',
      file: 'claude_desktop_config.json',
      text: json({
        mcpServers: {
          docpilot: {
            command: 'npx',
            // Some systems split arguments at spaces, so mcp-remote reads the value from env.
            // biome-ignore lint/suspicious/noTemplateCurlyInString: mcp-remote fills it in.
            args: ['mcp-remote', mcpUrl, '--header', 'Authorization:${AUTH_HEADER}'],
            env: { AUTH_HEADER: `Bearer ${key}` },
          },
        },
      }),
    },
    {
      name: 'Cursor',
      file: '~/.cursor/mcp.json',
      text: json({ mcpServers: { docpilot: { url: mcpUrl, headers } } }),
    },
    {
      name: 'VS Code',
      file: '.vscode/mcp.json',
      asksKey: true,
      text: json({
        servers: {
          docpilot: {
            type: 'http',
            url: mcpUrl,
            // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code fills it in.
            headers: { 'X-API-KEY': '${input:docpilot-key}' },
          },
        },
        inputs: [
          {
            type: 'promptString',
            id: 'docpilot-key',
            description: 'The API key of DocPilot',
            password: true,
          },
        ],
      }),
    },
    {
      name: 'Gemini CLI',
      file: '~/.gemini/settings.json',
      text: json({ mcpServers: { docpilot: { httpUrl: mcpUrl, headers } } }),
    },
  ];
}

/** A search with curl, for scripts. @param {string} url @param {string} key */
export function curlSnippet(url, key) {
  return `curl -sS ${url}/search \\
  -H "X-API-KEY: ${key}" \\
  -H "Content-Type: application/json" \\
  -d '{"query": "how do I get started"}'`;
}

/** @param {object} value */
function json(value) {
  return JSON.stringify(value, null, 2);
}

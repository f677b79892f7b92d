/**
 * How each client is configured with a server and a key, as its maker documents it, and the headers
 * that it then sends. README.md shows the same texts.
 */
export interface NamedClient {
  name: string;
  source: string;
  /**
   * The text that a person pastes; HOST and YOUR_KEY are placeholders for the server and the key.
   */
  snippet: string;
  /** The headers with the key. */
  headers(key: string): Record<string, string>;
}

const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
const asJson = (config: object) => JSON.stringify(config, null, 2);

export const namedClients: readonly NamedClient[] = [
  {
    name: 'Claude Code',
    source: 'https://code.claude.com/docs/en/mcp',
    snippet: `claude mcp add --transport http docpilot https://HOST/mcp \\
  --header "Authorization: Bearer YOUR_KEY"`,
    headers: bearer,
  },
  {
    name: 'mcp-remote, for Claude Desktop',
    source: 'https://github.com/geelen/mcp-remote#custom-headers',
    snippet: asJson({
      mcpServers: {
        docpilot: {
          command: 'npx',
          args: ['mcp-remote', 'https://HOST/mcp', '--header', 'Authorization:$' + '{AUTH_HEADER}'],
          env: { AUTH_HEADER: 'Bearer YOUR_KEY' },
        },
      },
    }),
    headers: bearer,
  },
  {
    name: 'Cursor',
    source: 'https://cursor.com/docs/context/mcp',
    snippet: asJson({
      mcpServers: {
        docpilot: { url: 'https://HOST/mcp', headers: { Authorization: 'Bearer YOUR_KEY' } },
      },
    }),
    headers: bearer,
  },
  {
    name: 'VS Code',
    source: 'https://code.visualstudio.com/docs/copilot/reference/mcp-configuration',
    snippet: asJson({
      servers: {
        docpilot: {
          type: 'http',
          url: 'https://HOST/mcp',
          headers: { 'X-API-KEY': '$' + '{input:docpilot-key}' },
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
    headers: (key) => ({ 'X-API-KEY': key }),
  },
  {
    name: 'Gemini CLI',
    source: 'https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/mcp-server.md',
    snippet: asJson({
      mcpServers: {
        docpilot: { httpUrl: 'https://HOST/mcp', headers: { Authorization: 'Bearer YOUR_KEY' } },
      },
    }),
    headers: bearer,
  },
];

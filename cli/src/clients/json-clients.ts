import { join } from 'node:path';
import { changeFile } from './change-file.ts';
import { type Client, homeOf, keyIn, keyVariable, noteOn } from './client.ts';
import { readJson, setEntry } from './json-entry.ts';

/** Source: https://cursor.com/docs/mcp */
export const cursor: Client = {
  connect({ mcpUrl, key }, environment) {
    const file = join(homeOf(environment), '.cursor', 'mcp.json');
    // An editor that is started from a desktop does not see the shell's variables.
    const entry = { url: mcpUrl, headers: { Authorization: `Bearer ${key}` } };
    const done = changeFile(
      file,
      (text) => setEntry(file, text, ['mcpServers', 'docpilot'], entry),
      true,
    );
    return { ...done, message: 'It holds the key. Restart Cursor.' };
  },
};

/** Source: https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/mcp-server.md */
export const gemini: Client = {
  connect(server, environment) {
    const file = join(homeOf(environment), '.gemini', 'settings.json');
    const authorization = `Bearer ${keyIn(server, `$${keyVariable}`)}`;
    const entry = { httpUrl: server.mcpUrl, headers: { Authorization: authorization } };
    const done = changeFile(
      file,
      (text) => setEntry(file, text, ['mcpServers', 'docpilot'], entry),
      !server.isKeyInEnvironment,
    );
    return { ...done, message: noteOn(server) };
  },
};

/** Source: https://code.visualstudio.com/docs/copilot/reference/mcp-configuration */
export const vscode: Client = {
  connect({ mcpUrl }) {
    const file = join(process.cwd(), '.vscode', 'mcp.json');
    const input = {
      type: 'promptString',
      id: 'docpilot-key',
      description: 'The API key of DocPilot',
      password: true,
    };
    // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code fills it in.
    const entry = { type: 'http', url: mcpUrl, headers: { 'X-API-KEY': '${input:docpilot-key}' } };
    const done = changeFile(
      file,
      (text) => {
        const { inputs } = readJson(file, text);
        const known = Array.isArray(inputs) ? inputs : [];
        const at = known.findIndex((each) => Object(each).id === input.id);
        const place = Array.isArray(inputs)
          ? ['inputs', at === -1 ? known.length : at]
          : ['inputs'];
        const withInput = setEntry(file, text, place, Array.isArray(inputs) ? input : [input]);
        return setEntry(file, withInput, ['servers', 'docpilot'], entry);
      },
      false,
    );
    return { ...done, message: 'VS Code asks for the key once, and stores it.' };
  },
};

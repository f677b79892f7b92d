import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { changeFile } from './change-file.ts';
import { type Client, homeOf, keyVariable, noteOn } from './client.ts';

const ownTable = /^\s*\[\s*mcp_servers\s*\.\s*(["']?)docpilot\1\s*(\.[^\]]*)?\]/;
const otherTable = /^\s*\[/;
/** Other ways to write the same in TOML, which are left alone. */
const otherForm = /^\s*(mcp_servers\s*(=|\.\s*["']?docpilot\b)|\[\s*mcp_servers\s*\]\s*(#.*)?$)/m;

/** Source: https://developers.openai.com/codex/mcp */
export const codex: Client = {
  connect(server, environment) {
    const folder = environment.CODEX_HOME || join(homeOf(environment), '.codex');
    const file = join(folder, 'config.toml');
    const access = server.isKeyInEnvironment
      ? `bearer_token_env_var = ${JSON.stringify(keyVariable)}`
      : `http_headers = { Authorization = ${JSON.stringify(`Bearer ${server.key}`)} }`;
    const table = ['[mcp_servers.docpilot]', `url = ${JSON.stringify(server.mcpUrl)}`, access];
    const done = changeFile(
      file,
      (text) => replaceTable(file, text, table),
      !server.isKeyInEnvironment,
    );
    return { ...done, message: noteOn(server) };
  },
};

/** Replaces the table of this server, or adds it at the end. */
function replaceTable(file: string, text: string, table: readonly string[]): string {
  if (otherForm.test(text)) {
    throw new Failure(
      'notValid',
      `${file} names its servers in a form that is not changed here: add a table [mcp_servers.docpilot] by hand.`,
    );
  }
  const lines = text === '' ? [] : text.trimEnd().split('\n');
  const kept: string[] = [];
  let at: number | undefined;
  let isOwn = false;
  for (const line of lines) {
    if (ownTable.test(line)) {
      isOwn = true;
      at ??= kept.length;
    } else if (otherTable.test(line)) isOwn = false;
    if (!isOwn) kept.push(line);
  }
  if (at === undefined) return [...kept, ...(kept.length > 0 ? [''] : []), ...table, ''].join('\n');
  const rest = kept.slice(at);
  return [...kept.slice(0, at), ...table, ...(rest.length > 0 ? ['', ...rest] : []), ''].join('\n');
}

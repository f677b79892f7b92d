import { claude } from '../clients/claude.ts';
import type { Client } from '../clients/client.ts';
import { codex } from '../clients/codex.ts';
import { cursor, gemini, vscode } from '../clients/json-clients.ts';
import type { Command } from '../command.ts';
import { Failure } from '../failure.ts';

const clients: Readonly<Record<string, Client>> = { claude, cursor, vscode, codex, gemini };
const choices = Object.keys(clients);

export const connect: Command = {
  summary: 'let an assistant use DocPilot',
  usage: choices.join(' | '),
  choices,
  options: {},
  async run({ positionals: [name = ''], login, environment }) {
    const client = Object.hasOwn(clients, name) ? clients[name] : undefined;
    if (client === undefined) {
      throw new Failure('notValid', `Which assistant? docpilot connect ${choices.join(' | ')}`);
    }
    const { url, key } = login();
    const isKeyInEnvironment = Boolean(environment.DOCPILOT_KEY?.trim());
    const server = { mcpUrl: `${url}/mcp`, key, isKeyInEnvironment };
    const json = client.connect(server, environment);
    const changed = json.file && `Changed ${json.file}.`;
    const before = json.backup && `What it was before is in ${json.backup}.`;
    return { json, markdown: [changed, before, json.message].filter(Boolean).join('\n') };
  },
};

import { type Answer, type AskDeployment, partOf } from './ask-deployment.ts';

const accept = { accept: 'application/json, text/event-stream' };
const client = { name: 'docpilot-doctor', version: '1' };

/** A client before revision 2026-07-28, which starts with `initialize`. */
export async function speaksEarlier(ask: AskDeployment, key: string): Promise<string> {
  const version = '2025-11-25';
  const answer = await ask('/mcp', {
    key,
    headers: accept,
    json: rpc('initialize', { protocolVersion: version, capabilities: {}, clientInfo: client }),
  });
  if (answer.status === 404) return 'not deployed here';
  const spoken = partOf(answer.body, 'result.protocolVersion');
  if (spoken !== version) throw unexpected(answer);
  return countTools(
    await ask('/mcp', {
      key,
      headers: { ...accept, 'mcp-protocol-version': version },
      json: rpc('tools/list', {}),
    }),
  );
}

/** A client of revision 2026-07-28: without a handshake, each request describes itself. */
export async function speaksLatest(ask: AskDeployment, key: string): Promise<string> {
  const version = '2026-07-28';
  const answer = await ask('/mcp', {
    key,
    headers: { ...accept, 'mcp-protocol-version': version, 'mcp-method': 'tools/list' },
    json: rpc('tools/list', {
      _meta: {
        'io.modelcontextprotocol/protocolVersion': version,
        'io.modelcontextprotocol/clientInfo': client,
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    }),
  });
  return answer.status === 404 ? 'not deployed here' : countTools(answer);
}

function countTools(answer: Answer): string {
  const tools = partOf(answer.body, 'result.tools');
  if (!Array.isArray(tools) || tools.length === 0) throw unexpected(answer);
  return `${tools.length} tools`;
}

function unexpected({ status, body }: Answer): Error {
  return new Error(`It answered ${status}: ${JSON.stringify(body).slice(0, 200)}`);
}

function rpc(method: string, params: object): object {
  return { jsonrpc: '2.0', id: 1, method, params };
}

import { randomBytes } from 'node:crypto';
import type { InputRequests, McpServer, ServerContext } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { McpSdk } from '../../../shared/src/mcp/mcp-handler.ts';

const key = randomBytes(32);

/** Signs the state that is sent to the client, and checks it when it comes back. */
export const stateCodec = (sdk: McpSdk) => sdk.createRequestStateCodec<{ round: number }>({ key });

const ask = (message: string, property: object): InputRequests[string] => ({
  method: 'elicitation/create',
  params: {
    mode: 'form',
    message,
    requestedSchema: {
      type: 'object',
      properties: property as Record<string, { type: 'string' }>,
      required: Object.keys(property),
    },
  },
});
const name = ask('What is your name?', { name: { type: 'string' } });
const confirm = ask('Please confirm', { ok: { type: 'boolean' } });
const color = ask('What is your favourite colour?', { color: { type: 'string' } });
const context = ask('What context should the prompt use?', { context: { type: 'string' } });
const sample: InputRequests[string] = {
  method: 'sampling/createMessage',
  params: {
    messages: [{ role: 'user', content: { type: 'text', text: 'Generate a greeting' } }],
    maxTokens: 50,
  },
};
const roots: InputRequests[string] = { method: 'roots/list', params: {} };

/** The inputs that each tool asks for, round by round, before it answers. */
const rounds: Record<string, InputRequests[]> = {
  test_input_required_result_elicitation: [{ user_name: name }],
  test_input_required_result_sampling: [{ sample }],
  test_input_required_result_list_roots: [{ roots }],
  test_input_required_result_request_state: [{ confirm }],
  test_input_required_result_tampered_state: [{ confirm }],
  test_input_required_result_multiple_inputs: [{ name, sample, roots }],
  test_input_required_result_multi_round: [{ step1: name }, { step2: color }],
  test_missing_capability: [{ sample }],
  test_streaming_elicitation: [{ name }],
};

/** Tools and a prompt that first ask the client for input, as in revision 2026-07-28. */
export function registerInputTools(sdk: McpSdk, server: McpServer): void {
  const codec = stateCodec(sdk);
  const done = { content: [{ type: 'text' as const, text: 'state-ok: everything is here' }] };
  const input = { description: 'Asks first', inputSchema: z.object({}) };
  for (const [tool, asked] of Object.entries(rounds)) {
    server.registerTool(tool, input, async (_input, call) => {
      const round = nextRound(asked, call.mcpReq.inputResponses ?? {});
      const inputRequests = asked[round];
      if (inputRequests === undefined) return done;
      return sdk.inputRequired({ inputRequests, requestState: await codec.mint({ round }, call) });
    });
  }
  server.registerTool('test_input_required_result_capabilities', input, (_input, call) => {
    const able = capabilitiesOf(sdk, call);
    const inputRequests = {
      ...('sampling' in able ? { sample } : {}),
      ...('elicitation' in able ? { name } : {}),
    };
    return sdk.inputRequired({ inputRequests });
  });
  server.registerTool('test_logging_tool', input, async (_input, { mcpReq }) => {
    await mcpReq.log('info', 'only for those who asked for it');
    return done;
  });
  server.registerPrompt(
    'test_input_required_result_prompt',
    { description: 'Asks first' },
    ({ mcpReq }) => {
      const given = mcpReq.inputResponses ?? {};
      if (!('context' in given)) return sdk.inputRequired({ inputRequests: { context } });
      const text = `Prompt with context: ${JSON.stringify(given.context)}`;
      return { messages: [{ role: 'user', content: { type: 'text', text } }] };
    },
  );
}

/** The round after the last one that is answered in full. */
function nextRound(asked: readonly InputRequests[], given: object): number {
  return (
    asked.findLastIndex((requests) => Object.keys(requests).every((each) => each in given)) + 1
  );
}

function capabilitiesOf(sdk: McpSdk, { mcpReq }: ServerContext): object {
  const envelope: Record<string, unknown> = { ...mcpReq.envelope };
  return Object(envelope[sdk.CLIENT_CAPABILITIES_META_KEY]);
}

import type { CallToolResult } from '@modelcontextprotocol/server';
import { DocPilotError, type ErrorCode } from '../errors.ts';
import { leanJson } from '../search/assist/lean-json.ts';
import { withoutImitations } from '../search/assist/without-imitations.ts';
import type { Queryable } from '../store/connection/database.ts';
import { shownAnswer } from '../visible/shown-value.ts';
import type { McpContext } from './mcp-handler.ts';
import type { Tool } from './tool.ts';

/** What an assistant should do about an error, unless the message already says it. */
const nextStep: Partial<Record<ErrorCode, string>> = {
  invalid_request: 'Correct the arguments and call again.',
  upstream_unavailable: 'Wait a few seconds and call again.',
  upstream_timeout: 'Call again; if it happens again, ask for less.',
  internal: 'Call again once; if it happens again, tell the person that DocPilot failed.',
};

/**
 * Calls a tool. Some clients show their model `structuredContent` and others the text, so both have
 * the same items in the same order, with the same texts and links. A field that is null is left out.
 * An error is a result that tells the assistant what to do next.
 */
export async function callTool(
  tool: Tool,
  database: Queryable,
  input: unknown,
  { log, activity }: McpContext,
): Promise<CallToolResult> {
  try {
    const answer = withoutImitations(shownAnswer(await tool.call(database, input ?? {})));
    tool.record(activity, answer);
    const structuredContent = JSON.parse(leanJson(answer));
    return { structuredContent, content: [{ type: 'text', text: tool.text(answer) }] };
  } catch (error) {
    const known =
      error instanceof DocPilotError
        ? error
        : new DocPilotError('internal', 'Something went wrong in DocPilot.');
    if (known.status >= 500) log.error({ error, tool: tool.name }, 'tool failed');
    const message = known.message.replace(/[^.!?]$/, '$&.');
    const text = [message, nextStep[known.code]].filter(Boolean).join(' ');
    return { isError: true, content: [{ type: 'text', text }] };
  }
}

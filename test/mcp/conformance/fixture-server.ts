import type { McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { McpSdk } from '../../../shared/src/mcp/mcp-handler.ts';
import { registerInputTools, stateCodec } from './fixture-inputs.ts';
import { image, registerTools } from './fixture-tools.ts';

const user = (content: { type: 'text'; text: string } | ({ type: 'image' } & typeof image)) => ({
  role: 'user' as const,
  content,
});

/** A server with the tools, resources and prompts that the conformance suite asks for by name. */
export function createFixtureServer(sdk: McpSdk): McpServer {
  const server = new sdk.McpServer(
    { name: 'docpilot-conformance', version: '1.0.0' },
    {
      capabilities: {
        // By default, the SDK announces these capabilities.
        tools: { listChanged: false },
        resources: { listChanged: false, subscribe: true },
        prompts: { listChanged: false },
        logging: {},
        completions: {},
      },
      requestState: { verify: stateCodec(sdk).verify },
    },
  );
  registerTools(server);
  registerInputTools(sdk, server);
  registerResources(sdk, server);
  registerPrompts(server);
  server.server.setRequestHandler('resources/subscribe', () => ({}));
  server.server.setRequestHandler('resources/unsubscribe', () => ({}));
  server.server.setRequestHandler('completion/complete', () => ({
    completion: { values: [], total: 0, hasMore: false },
  }));
  return server;
}

function registerResources(sdk: McpSdk, server: McpServer): void {
  const texts = {
    'static-text': 'This is the content of the static text resource.',
    'watched-resource': 'Watched resource content',
  };
  for (const [name, text] of Object.entries(texts)) {
    const uri = `test://${name}`;
    server.registerResource(name, uri, { mimeType: 'text/plain' }, () => ({
      contents: [{ uri, mimeType: 'text/plain', text }],
    }));
  }
  const uri = 'test://static-binary';
  server.registerResource('static-binary', uri, { mimeType: image.mimeType }, () => ({
    contents: [{ uri, mimeType: image.mimeType, blob: image.data }],
  }));
  server.registerResource(
    'template',
    new sdk.ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { mimeType: 'application/json' },
    ({ href }, { id }) => {
      const text = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
      return { contents: [{ uri: href, mimeType: 'application/json', text }] };
    },
  );
}

function registerPrompts(server: McpServer): void {
  server.registerPrompt('test_simple_prompt', { description: 'Simple' }, () => ({
    messages: [user({ type: 'text', text: 'This is a simple prompt for testing.' })],
  }));
  server.registerPrompt(
    'test_prompt_with_arguments',
    { description: 'With arguments', argsSchema: z.object({ arg1: z.string(), arg2: z.string() }) },
    ({ arg1, arg2 }) => ({
      messages: [
        user({ type: 'text', text: `Prompt with arguments: arg1='${arg1}', arg2='${arg2}'` }),
      ],
    }),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'With a resource', argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri: uri }) => ({
      messages: [
        {
          role: 'user',
          content: {
            type: 'resource',
            resource: {
              uri,
              mimeType: 'text/plain',
              text: 'Embedded resource content for testing.',
            },
          },
        },
        user({ type: 'text', text: 'Please process the embedded resource above.' }),
      ],
    }),
  );
  server.registerPrompt('test_prompt_with_image', { description: 'With an image' }, () => ({
    messages: [
      user({ type: 'image', ...image }),
      user({ type: 'text', text: 'Please analyze the image above.' }),
    ],
  }));
}

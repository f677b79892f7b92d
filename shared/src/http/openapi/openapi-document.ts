import type { Endpoint } from '../endpoint.ts';
import {
  docsEndpoint,
  healthEndpoint,
  openApiEndpoint,
  pageEndpoint,
} from '../endpoints/home-endpoints.ts';
import { mcpEndpoint } from '../endpoints/mcp-endpoint.ts';
import { listEndpoint, searchEndpoint, toolsEndpoint } from '../endpoints/search-endpoints.ts';
import { readSyncEndpoint, startSyncEndpoint } from '../endpoints/sync-endpoints.ts';
import { webhookEndpoint } from '../endpoints/webhook-endpoint.ts';
import { componentSchemas } from './components.ts';
import { describeOperation } from './describe-operation.ts';

/** Everything that one may ask. What the workflow alone may call is not for others to know. */
const endpoints: readonly Endpoint[] = [
  searchEndpoint,
  listEndpoint,
  mcpEndpoint,
  toolsEndpoint,
  startSyncEndpoint,
  readSyncEndpoint,
  webhookEndpoint,
  healthEndpoint,
  pageEndpoint,
  docsEndpoint,
  openApiEndpoint,
];

const description = `DocPilot finds the right passage of what a team keeps in GitHub repositories and Google Drive, with a link that proves it.

**The key** goes with every call that shows a lock, as the header \`X-API-KEY\` or as \`Authorization: Bearer\`; never in the address.

**An error** is always \`{"error": {"code", "message", "details"?}}\`, and the message says what to do. 429, 503 and 504 are worth trying again, after \`Retry-After\` seconds where it is given. A path that is not there gets a 404, a method that a path does not take a 405.

**A time** is in UTC, as in ISO 8601. **An address** has the name of its function in front; at a function’s own address it may be left out.`;

const tags = [
  { name: 'Search', description: 'Passages that answer a question.' },
  { name: 'Index', description: 'What is indexed, what the syncs did, and what is not indexed.' },
  { name: 'Assistants', description: 'For assistants: the Model Context Protocol and its tools.' },
  { name: 'Sync', description: 'A sync is started by hand or by GitHub, and watched.' },
  { name: 'Home', description: 'Without a key: pages for people, and whether it runs.' },
];

const securitySchemes = {
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-KEY', description: 'The API key.' },
  bearer: { type: 'http', scheme: 'bearer', description: 'The same key, as a bearer token.' },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Hub-Signature-256',
    description: 'GitHub’s signature of the body, with the webhook’s secret.',
  },
};

const requestId = 'Names a request in the log';
const headers = {
  'X-Request-Id': {
    description: `${requestId}: the caller’s own, or a new one.`,
    required: true,
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'The seconds after which trying again makes sense.',
    required: true,
    schema: { type: 'integer', minimum: 1 },
  },
  'WWW-Authenticate': {
    description:
      'How to send the key, as in RFC 6750; with `error="invalid_token"` for a wrong one.',
    required: true,
    schema: { type: 'string' },
  },
};

const parameters = {
  'X-Request-Id': {
    name: 'X-Request-Id',
    in: 'header',
    description: `${requestId}; one is made up for a request without it.`,
    schema: { type: 'string', pattern: '^[\\w.:-]{1,128}$' },
  },
};

/**
 * The whole API as an OpenAPI 3.1 document.
 * @param publicUrl where the functions are reached, each under its name
 */
export function openApiDocument({ publicUrl, version }: { publicUrl: string; version: string }) {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    for (const [name, own] of Object.entries(endpoint.paths)) {
      const path = `/${name}${own}`.replace(/\/$/, '').replace(/:(\w+)/g, '{$1}');
      const method = endpoint.method.toLowerCase();
      paths[path] = { ...paths[path], [method]: describeOperation(endpoint, path) };
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'DocPilot',
      version,
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    tags,
    paths,
    components: { schemas: componentSchemas(), securitySchemes, headers, parameters },
  };
}

import type { Endpoint } from '../endpoint.ts';
import { activityEndpoint } from '../endpoints/activity-endpoint.ts';
import { documentAtPathEndpoint, documentEndpoint } from '../endpoints/document-endpoints.ts';
import { facetsEndpoint } from '../endpoints/facets-endpoint.ts';
import {
  docsEndpoint,
  healthEndpoint,
  openApiEndpoint,
  pageEndpoint,
} from '../endpoints/home-endpoints.ts';
import { mcpEndpoint } from '../endpoints/mcp-endpoint.ts';
import {
  listEndpoint,
  searchByAddressEndpoint,
  searchEndpoint,
  toolsEndpoint,
} from '../endpoints/search-endpoints.ts';
import {
  connectionsEndpoint,
  endConnectionEndpoint,
  endSessionEndpoint,
  sessionEndpoint,
} from '../endpoints/session-endpoints.ts';
import { readSyncEndpoint, startSyncEndpoint } from '../endpoints/sync-endpoints.ts';
import { webhookEndpoint } from '../endpoints/webhook-endpoint.ts';
import { componentSchemas } from './components.ts';
import { describeOperation } from './describe-operation.ts';

/** All endpoints but those of the sync functions, which only the workflow may call. */
const endpoints: readonly Endpoint[] = [
  searchByAddressEndpoint,
  facetsEndpoint,
  documentEndpoint,
  documentAtPathEndpoint,
  searchEndpoint,
  listEndpoint,
  mcpEndpoint,
  toolsEndpoint,
  startSyncEndpoint,
  readSyncEndpoint,
  sessionEndpoint,
  endSessionEndpoint,
  connectionsEndpoint,
  endConnectionEndpoint,
  activityEndpoint,
  webhookEndpoint,
  healthEndpoint,
  pageEndpoint,
  docsEndpoint,
  openApiEndpoint,
];

const description = `DocPilot finds the right passage in a team’s GitHub repositories with their issues, pull requests, discussions and releases, Google Drive, documentation sites and folders, with a link to its lines.

**Authentication.** Send the API key with every call that shows a lock, as the header \`X-API-KEY\` or as \`Authorization: Bearer\`; never in the address.

**Errors** are always \`{"error": {"code", "message", "details"?}}\`, and the message says what to do. After 429, 503 and 504, try again, after \`Retry-After\` seconds if that header is present. An unknown path is answered with 404, a method that a path does not support with 405.

**Times** are in UTC, in ISO 8601. **Paths** start with the name of their function, which may be left out at a function’s own address.`;

const tags = [
  { name: 'Search', description: 'Find the passages that answer a question, and read documents.' },
  {
    name: 'Index',
    description: 'List what is indexed, what the syncs did, and what is not indexed.',
  },
  { name: 'Assistants', description: 'The Model Context Protocol and its tools.' },
  { name: 'Sync', description: 'Start a sync, by hand or by GitHub, and read its progress.' },
  { name: 'People', description: 'Who is connected, and who did what.' },
  { name: 'Home', description: 'Pages for people, and the health; no key is needed.' },
];

const securitySchemes = {
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-KEY', description: 'The API key.' },
  bearer: { type: 'http', scheme: 'bearer', description: 'The same key, as a bearer token.' },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Hub-Signature-256',
    description: 'GitHub’s signature of the body, made with the webhook’s secret.',
  },
};

const requestId = 'Identifies the request in the log';
const headers = {
  'X-Request-Id': {
    description: `${requestId}: the id that the caller sent, or a new one.`,
    required: true,
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'The number of seconds to wait before trying again.',
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
    description: `${requestId}; if it is missing, DocPilot makes one.`,
    schema: { type: 'string', pattern: '^[\\w.:-]{1,128}$' },
  },
};

/**
 * Describes the whole API as an OpenAPI 3.1 document.
 * @param publicUrl the address below which each function is reached by its name
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

/** The settings of the bundles that these tests start. */
export const key = 'the-key-of-the-bundle-tests';
export const settings = {
  API_TOKEN: `another-key-that-is-valid,${key}`,
  // Nothing listens at this port.
  DATABASE_URL: 'postgresql://docpilot:secret@127.0.0.1:1/docpilot',
  GDRIVE_FOLDER_ID: '1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345',
  GH_REPOS: 'example/handbook',
  SITES: 'https://docs.example.com/',
  GH_WEBHOOK_SECRET: 'the-secret-of-the-bundle-tests',
  PROJECT_ID: 'docpilot-test',
  PUBLIC_URL: 'https://docpilot.example.com',
  REGION: 'europe-west1',
};

export interface Route {
  name: string;
  method: 'GET' | 'POST';
  path: string;
  body?: object;
  /**
   * Who may call it: callers with a key, GitHub, only the workflow (checked by IAM), or everybody.
   */
  auth: 'key' | 'signature' | 'platform' | 'none';
  needsDatabase: boolean;
}

const question = { query: 'how do I get started' };
const folderSlice = { folder: settings.GDRIVE_FOLDER_ID, execution_id: 'execution-1' };
const siteSlice = { site: settings.SITES, execution_id: 'execution-1' };
const repositorySlice = { repository: settings.GH_REPOS, execution_id: 'execution-1' };
export const routes: Route[] = [
  { name: 'home', method: 'GET', path: '/', auth: 'none', needsDatabase: false },
  { name: 'home', method: 'GET', path: '/health', auth: 'none', needsDatabase: true },
  { name: 'list', method: 'GET', path: '/', auth: 'key', needsDatabase: true },
  {
    name: 'list',
    method: 'GET',
    path: `/documents/${'a'.repeat(22)}`,
    auth: 'key',
    needsDatabase: true,
  },
  { name: 'search', method: 'GET', path: '/?q=start', auth: 'key', needsDatabase: true },
  {
    name: 'mcp',
    method: 'POST',
    path: '/search_documents',
    body: question,
    auth: 'key',
    needsDatabase: true,
  },
  { name: 'mcp', method: 'GET', path: '/list_documents', auth: 'key', needsDatabase: true },
  { name: 'mcp', method: 'GET', path: '/tools', auth: 'key', needsDatabase: false },
  { name: 'search', method: 'POST', path: '/', body: question, auth: 'key', needsDatabase: true },
  { name: 'sync-drive', method: 'POST', path: '/plan', auth: 'platform', needsDatabase: true },
  {
    name: 'sync-drive',
    method: 'POST',
    path: '/',
    body: folderSlice,
    auth: 'platform',
    needsDatabase: true,
  },
  { name: 'sync-github', method: 'POST', path: '/plan', auth: 'platform', needsDatabase: true },
  {
    name: 'sync-github',
    method: 'POST',
    path: '/',
    body: repositorySlice,
    auth: 'platform',
    needsDatabase: true,
  },
  { name: 'sync-web', method: 'POST', path: '/plan', auth: 'platform', needsDatabase: true },
  {
    name: 'sync-web',
    method: 'POST',
    path: '/',
    body: siteSlice,
    auth: 'platform',
    needsDatabase: true,
  },
  { name: 'sync-sources', method: 'POST', path: '/', body: {}, auth: 'key', needsDatabase: false },
  {
    name: 'sync-sources',
    method: 'GET',
    path: '/execution-1',
    auth: 'key',
    needsDatabase: false,
  },
  { name: 'mcp', method: 'POST', path: '/', auth: 'key', needsDatabase: false },
  { name: 'webhook', method: 'POST', path: '/github', auth: 'signature', needsDatabase: false },
];
export const names = [...new Set(routes.map(({ name }) => name))];

/** A request's body and headers; a string is sent as it is. */
export const json = (body: unknown, headers: Record<string, string> = {}) => ({
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});

/** A valid request of the route. */
export function requestOf({ method, body }: Route, headers: Record<string, string>): RequestInit {
  return body === undefined ? { method, headers } : { method, ...json(body, headers) };
}

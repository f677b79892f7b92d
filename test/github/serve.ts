import { type OpenCloneOptions, openClone } from '../../local/github/open-clone.ts';
import { type GithubApiOptions, startGithubApi } from '../../local/github/start-github-api.ts';
import { requireContract } from './contract.ts';
import { removeTemporaryFolders } from './temporary-clone.ts';

export interface Got<Body> {
  status: number;
  headers: Headers;
  bytes: Buffer;
  /** Held against GitHub's schema, but its type is what the test says. */
  json: Body;
}

export interface CommitBody {
  sha: string;
  html_url: string;
  commit: { message: string; author: unknown; tree: { sha: string } };
  parents: Array<{ sha: string; html_url: string }>;
}

export interface TreeBody {
  sha: string;
  truncated: boolean;
  tree: Array<{
    path: string;
    mode: string;
    type: string;
    sha: string;
    size?: number;
    url?: string;
  }>;
}

const closers: Array<() => Promise<void>> = [];

/** Ends what a file's tests started. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0)) await close();
  removeTemporaryFolders();
}

/** Serves clones. Every JSON that `get` sees is held against GitHub's own schemas. */
export async function serve(
  folders: ReadonlyArray<{ folder: string }>,
  options: Omit<GithubApiOptions, 'clones'> & OpenCloneOptions = {},
) {
  const clones = await Promise.all(folders.map(({ folder }) => openClone(folder, options)));
  const errors: unknown[] = [];
  const api = await startGithubApi({
    onError: (error) => errors.push(error),
    ...options,
    clones,
  });
  closers.push(api.close);

  async function get<Body = unknown>(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Got<Body>> {
    const response = await fetch(path.startsWith('http') ? path : api.url + path, {
      headers: { 'user-agent': 'docpilot-test', ...headers },
      redirect: 'manual',
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    const json = isJson && bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : undefined;
    if (errors.length > 0) throw errors[0];
    if (json !== undefined) requireContract(path.replace(api.url, ''), response.status, json);
    return { status: response.status, headers: response.headers, bytes, json };
  }

  return {
    api,
    get,
    /** git processes so far, over all clones. */
    processes: () => clones.reduce((sum, { git }) => sum + git.started, 0),
  };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { serveLoopback } from '../../local/loopback/serve-loopback.ts';
import { optionalSetting } from '../../shared/src/config.ts';
import { repeatedRepositories } from '../../shared/src/ingest/repeated-repositories.ts';
import { distinctRepositories } from '../../shared/src/sources/github/distinct-repositories.ts';

/** GitHub's answers about two repositories; it knows no other. */
async function serve() {
  const branches: Record<string, string> = { 'octocat/docs': 'main', 'octocat/api': 'trunk' };
  const asked: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const name = (request.url ?? '').replace('/repos/', '').toLowerCase();
    asked.push(name);
    const default_branch = branches[name];
    response.writeHead(default_branch === undefined ? 404 : 200);
    response.end(JSON.stringify({ default_branch }));
  };
  const server = await serveLoopback(() => answer, {});
  return { ...server, asked };
}

const configured = (GH_REPOS: string) => optionalSetting({ GH_REPOS }, 'repositories') ?? [];

test('GitHub’s names know no case, those of branches do', () => {
  const GH_REPOS = 'octocat/docs, Octocat/Docs octocat/docs@Main,octocat/docs@main';
  expect(configured(GH_REPOS)).toEqual(['octocat/docs', 'octocat/docs@Main', 'octocat/docs@main']);
  expect(repeatedRepositories({ GH_REPOS })).toEqual([
    'GH_REPOS names Octocat/Docs more than once: it is one source.',
  ]);
});

test('the default branch by name is the repository without one, and no other branch is', async () => {
  const { url, asked, close } = await serve();
  const names = 'Octocat/Docs octocat/docs@main octocat/docs@next octocat/api@trunk x/y x/y@main';
  const found = await distinctRepositories(configured(names), { apiUrl: url });
  expect(found).toEqual({
    names: ['Octocat/Docs', 'octocat/docs@next', 'octocat/api@trunk', 'x/y', 'x/y@main'],
    notes: [
      'GH_REPOS: octocat/docs@main is the default branch of Octocat/Docs, and synced as that alone.',
    ],
  });
  // Nothing is asked about a repository that is named once.
  expect(asked).not.toContain('octocat/api');
  await close();
});

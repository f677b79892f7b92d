import { readFile } from 'node:fs/promises';
import { type Answer, GithubProblem, jsonAnswer } from './api-answer.ts';
import { defaultBranch, findCommit } from './branches.ts';
import { commitJson, commitsJson } from './commit-json.ts';
import type { Clone } from './open-clone.ts';
import { linkHeader, type Page, readPage } from './page.ts';
import type { RepositoryRequest } from './repository-request.ts';

/** GET /repos/{owner}/{repo}/commits */
export async function answerCommits(request: RepositoryRequest): Promise<Answer> {
  const { repository, query } = request;
  const { clone } = repository;
  await requireCommits(clone);
  const from = await findCommit(query.get('sha') || 'HEAD', clone);
  if (from === null) throw new GithubProblem(404, 'Not Found');
  const page = readPage(query);
  const { shas, hasNext } = await listCommits(from, query.get('path') ?? '', page, clone);
  const body = JSON.stringify(await commitsJson(shas, repository));
  const answer = jsonAnswer(body, repository.serverUrl);
  const link = linkHeader(`${repository.idUrl}/commits`, query, page, { hasNext });
  return { ...answer, headers: { ...answer.headers, ...link } };
}

/** GET /repos/{owner}/{repo}/commits/{ref} */
export async function answerCommit({ repository, name, headers }: RepositoryRequest) {
  await requireCommits(repository.clone);
  const sha = await findCommit(name, repository.clone);
  if (sha === null) throw new GithubProblem(422, `No commit found for SHA: ${name}`);
  if (headers.accept?.includes('application/vnd.github.sha')) {
    const shaType = 'application/vnd.github.sha; charset=utf-8';
    return { status: 200, headers: { 'content-type': shaType }, body: sha, etag: `"${sha}"` };
  }
  return jsonAnswer(JSON.stringify(await commitJson(sha, repository)), repository.serverUrl);
}

/** @throws GithubProblem 409 in a repository without a commit */
export async function requireCommits(clone: Clone): Promise<void> {
  if ((await clone.objects.find('HEAD^{commit}')) !== null) return;
  if ((await defaultBranch(clone)).sha === null) {
    throw new GithubProblem(409, 'Git Repository is empty.');
  }
}

async function listCommits(from: string, path: string, page: Page, clone: Clone) {
  const { stdout } = await clone.git.run([
    'rev-list',
    `--max-count=${page.size + 1}`,
    `--skip=${(page.number - 1) * page.size}`,
    from,
    '--',
    ...(path === '' ? [] : [path]),
  ]);
  const shas = stdout.toString('latin1').split('\n').filter(Boolean);
  const hasNext = shas.length > page.size;
  const listed = shas.slice(0, page.size);
  if (path === '') return { shas: listed, hasNext };
  const cut = await shallowCommits(clone);
  return { shas: listed.filter((sha) => !cut.has(sha)), hasNext };
}

/**
 * The commits at which a shallow clone ends. git shows them as if they had added every file; to
 * list them for a path would give old files a new date, so nothing is said instead.
 */
export async function shallowCommits({ shallowFile }: Clone): Promise<Set<string>> {
  const lines = await readFile(shallowFile, 'latin1').catch(() => '');
  return new Set(lines.split('\n').filter(Boolean));
}

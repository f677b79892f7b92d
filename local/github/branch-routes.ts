import { type Answer, GithubProblem, jsonAnswer } from './api-answer.ts';
import { branchHead, listBranches } from './branches.ts';
import { commitJson } from './commit-json.ts';
import { linkHeader, readPage } from './page.ts';
import type { RepositoryRequest } from './repository-request.ts';

/** GET /repos/{owner}/{repo}/branches */
export async function answerBranches({ repository, query }: RepositoryRequest): Promise<Answer> {
  const all = query.get('protected') === 'true' ? [] : await listBranches(repository.clone);
  const page = readPage(query);
  const listed = all.slice((page.number - 1) * page.size, page.number * page.size);
  const body = listed.map(({ name, sha }) => ({
    name,
    commit: { sha, url: `${repository.apiUrl}/commits/${sha}` },
    protected: false,
  }));
  const answer = jsonAnswer(JSON.stringify(body), repository.serverUrl);
  const last = Math.ceil(all.length / page.size);
  const neighbours = { hasNext: page.number < last, last };
  const link = linkHeader(`${repository.idUrl}/branches`, query, page, neighbours);
  return { ...answer, headers: { ...answer.headers, ...link } };
}

/** GET /repos/{owner}/{repo}/branches/{branch} */
export async function answerBranch({ repository, name }: RepositoryRequest): Promise<Answer> {
  const { clone, apiUrl } = repository;
  const sha = await branchHead(name, clone);
  if (sha === null) throw new GithubProblem(404, 'Branch not found');
  const path = name.split('/').map(encodeURIComponent).join('/');
  const body = {
    name,
    commit: await commitJson(sha, repository),
    _links: { self: `${apiUrl}/branches/${path}`, html: `${clone.webUrl}/tree/${path}` },
    protected: false,
    protection: {
      enabled: false,
      required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
    },
    protection_url: `${apiUrl}/branches/${path}/protection`,
  };
  return jsonAnswer(JSON.stringify(body), repository.serverUrl);
}

import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultBranch } from './branches.ts';
import { readCommit } from './commit-json.ts';
import { nodeId, repositoryId, type ServedRepository } from './served-repository.ts';

/** A repository as GitHub shows it. What a clone cannot know has the value of a fresh repository. */
export async function repositoryJson(repository: ServedRepository) {
  const { clone, apiUrl, id, isPrivate } = repository;
  const { name: branch, sha } = await defaultBranch(clone);
  const head = sha === null ? null : await readCommit(sha, repository);
  const createdAt = toSeconds((await stat(clone.gitFolder)).birthtime);
  const pushedAt = head?.committer?.date ?? createdAt;
  return {
    id,
    node_id: nodeId('Repository', id),
    name: clone.repo,
    full_name: clone.name,
    private: isPrivate,
    owner: ownerJson(repository),
    html_url: clone.webUrl,
    description: null,
    fork: false,
    url: apiUrl,
    ...apiUrls(apiUrl),
    created_at: createdAt,
    updated_at: pushedAt,
    pushed_at: pushedAt,
    git_url: clone.onGithub ? `git://github.com/${clone.name}.git` : clone.fileUrl,
    ssh_url: clone.onGithub ? `git@github.com:${clone.name}.git` : clone.fileUrl,
    clone_url: clone.onGithub ? `${clone.webUrl}.git` : clone.fileUrl,
    svn_url: clone.webUrl,
    homepage: null,
    size: await sizeKibibytes(repository),
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: 0,
    license: null,
    allow_forking: true,
    is_template: false,
    topics: [],
    visibility: isPrivate ? 'private' : 'public',
    forks: 0,
    open_issues: 0,
    watchers: 0,
    default_branch: branch,
    network_count: 0,
    subscribers_count: 0,
  };
}

function ownerJson({ clone, serverUrl }: ServedRepository) {
  const api = `${serverUrl}/users/${clone.owner}`;
  const page = clone.onGithub
    ? `https://github.com/${clone.owner}`
    : pathToFileURL(dirname(clone.folder)).href;
  const id = repositoryId(clone.owner);
  return {
    login: clone.owner,
    id,
    node_id: nodeId('User', id),
    avatar_url: clone.onGithub ? `${page}.png` : page,
    gravatar_id: '',
    url: api,
    html_url: page,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: 'User',
    user_view_type: 'public',
    site_admin: false,
  };
}

function apiUrls(url: string) {
  return {
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    hooks_url: `${url}/hooks`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
  };
}

async function sizeKibibytes({ clone }: ServedRepository): Promise<number> {
  const { stdout } = await clone.git.run(['count-objects', '-v']);
  const sizes = stdout.toString('latin1').matchAll(/^size(?:-pack)?: (\d+)$/gm);
  return [...sizes].reduce((sum, [, size]) => sum + Number(size), 0);
}

function toSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

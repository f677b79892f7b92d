/** What GitHub says of everything beside what a test is about, in the shape of its REST API. */

export const repository = 'acme/handbook';
export const web = `https://github.com/${repository}`;
export const api = `https://api.github.com/repos/${repository}`;

/** An account of a person; one that ends in [bot] is a bot's. */
export function account(login: string) {
  const url = `https://api.github.com/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: login.length,
    node_id: `U_${login}`,
    avatar_url: `https://github.com/${encodeURIComponent(login)}.png`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  };
}

export function label(name: string) {
  const url = `${api}/labels/${encodeURIComponent(name)}`;
  return { id: 1, node_id: 'LA_1', url, name, description: '', color: 'ededed', default: false };
}

/** Of an issue, or of a pull request among the issues. */
export function issueFields(number: number, isPull: boolean) {
  const url = `${api}/issues/${number}`;
  const html_url = `${web}/${isPull ? 'pull' : 'issues'}/${number}`;
  const pull_request = {
    url: `${api}/pulls/${number}`,
    html_url,
    diff_url: `${html_url}.diff`,
    patch_url: `${html_url}.patch`,
    merged_at: null as string | null,
  };
  return {
    id: number,
    node_id: `I_${number}`,
    url,
    html_url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    locked: false,
    active_lock_reason: null,
    assignee: null,
    assignees: [],
    milestone: null,
    closed_at: null,
    author_association: 'MEMBER',
    comments: 0,
    ...(isPull ? { draft: false, pull_request } : {}),
  };
}

/** @param page the web page of its thread */
export function commentFields(id: number, number: number, page: string) {
  return {
    id,
    node_id: `IC_${id}`,
    url: `${api}/issues/comments/${id}`,
    html_url: `${page}#issuecomment-${id}`,
    issue_url: `${api}/issues/${number}`,
    author_association: 'MEMBER',
    performed_via_github_app: null,
  };
}

export function reviewCommentFields(id: number, number: number, page: string) {
  const url = `${api}/pulls/comments/${id}`;
  const html_url = `${page}#discussion_r${id}`;
  const pull_request_url = `${api}/pulls/${number}`;
  return {
    id,
    node_id: `PRRC_${id}`,
    url,
    html_url,
    pull_request_url,
    pull_request_review_id: 1,
    commit_id: 'a'.repeat(40),
    original_commit_id: 'b'.repeat(40),
    author_association: 'MEMBER',
    _links: {
      self: { href: url },
      html: { href: html_url },
      pull_request: { href: pull_request_url },
    },
  };
}

export function releaseFields(id: number, tag: string) {
  const url = `${api}/releases/${id}`;
  return {
    id,
    node_id: `RE_${id}`,
    url,
    html_url: `${web}/releases/tag/${tag}`,
    assets_url: `${url}/assets`,
    upload_url: `https://uploads.github.com/repos/${repository}/releases/${id}/assets{?name,label}`,
    tarball_url: `${api}/tarball/${tag}`,
    zipball_url: `${api}/zipball/${tag}`,
    tag_name: tag,
    target_commitish: 'main',
    draft: false,
    prerelease: false,
    assets: [],
  };
}

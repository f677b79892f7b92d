import { type Answer, GithubProblem, jsonAnswer, jsonHeaders } from '../api-answer.ts';
import type { RepositoryRequest } from '../repository-request.ts';
import { type Conversations, type ListedComment, numberAt } from './conversations.ts';
import { listAnswer, oneOf, requireRight } from './list-answer.ts';
import { commentsOf, listRules, reviewCommentsOf } from './list-rules.ts';
import { pullsJson } from './pull-json.ts';

const states = ['open', 'closed', 'all'] as const;

/** GET /repos/{owner}/{repo}/issues, pull requests included */
export async function answerIssues(request: RepositoryRequest): Promise<Answer> {
  const { issues } = await openIssues(request);
  return listAnswer(request, withState(issues, request), listRules.issues);
}

/** GET /repos/{owner}/{repo}/issues/comments */
export async function answerComments(request: RepositoryRequest): Promise<Answer> {
  const { comments } = await openIssues(request);
  return listAnswer(request, comments, listRules.comments);
}

/** GET /repos/{owner}/{repo}/issues/{number} and …/{number}/comments */
export async function answerIssue(request: RepositoryRequest): Promise<Answer> {
  const [given = '', list, ...more] = request.name.split('/');
  const conversations = await request.repository.conversations();
  const number = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  const issue = conversations.issues.find((each) => each.number === number);
  requireRight(conversations, issue?.pull_request ? 'pulls' : 'issues');
  if (!conversations.hasIssues && !issue?.pull_request) throw switchedOff();
  if (issue === undefined) return goneAnswer(number, conversations, request);
  if (list === undefined) return jsonAnswer(JSON.stringify(issue), request.repository.serverUrl);
  if (list !== 'comments' || more.length > 0) throw new GithubProblem(404, 'Not Found');
  const own = conversations.comments.filter(({ issue_url }) => numberAt(issue_url) === number);
  return listAnswer(request, own, commentsOf(number));
}

/** GET /repos/{owner}/{repo}/pulls */
export async function answerPulls(request: RepositoryRequest): Promise<Answer> {
  const conversations = await request.repository.conversations();
  requireRight(conversations, 'pulls');
  const pulls = await pullsJson(request.repository, conversations);
  return listAnswer(request, withState(pulls, request), listRules.pulls);
}

/** GET /repos/{owner}/{repo}/pulls/comments */
export async function answerReviewComments(request: RepositoryRequest): Promise<Answer> {
  const conversations = await request.repository.conversations();
  requireRight(conversations, 'pulls');
  return listAnswer(request, conversations.reviewComments, listRules.reviewComments);
}

/** GET /repos/{owner}/{repo}/pulls/{number}/comments */
export async function answerPullComments(request: RepositoryRequest): Promise<Answer> {
  const [given = '', list, ...more] = request.name.split('/');
  if (list !== 'comments' || more.length > 0) throw new GithubProblem(404, 'Not Found');
  const conversations = await request.repository.conversations();
  requireRight(conversations, 'pulls');
  const number = Number(given);
  const pull = conversations.issues.find((each) => each.number === number && each.pull_request);
  if (pull === undefined) throw new GithubProblem(404, 'Not Found');
  const own = conversations.reviewComments.filter(
    ({ pull_request_url }: ListedComment) => numberAt(pull_request_url) === number,
  );
  return listAnswer(request, own, reviewCommentsOf(number));
}

/** GET /repos/{owner}/{repo}/releases */
export async function answerReleases(request: RepositoryRequest): Promise<Answer> {
  const conversations = await request.repository.conversations();
  requireRight(conversations, 'contents');
  return listAnswer(request, conversations.releases, listRules.releases);
}

async function openIssues({ repository }: RepositoryRequest): Promise<Conversations> {
  const conversations = await repository.conversations();
  requireRight(conversations, 'issues');
  if (!conversations.hasIssues) throw switchedOff();
  return conversations;
}

function withState<Item extends { state: string }>(
  items: readonly Item[],
  { query }: RepositoryRequest,
): readonly Item[] {
  const state = oneOf(query, 'state', states) ?? 'open';
  return state === 'all' ? items : items.filter((item) => item.state === state);
}

function switchedOff(): GithubProblem {
  return new GithubProblem(410, 'Issues are disabled for this repo');
}

function goneAnswer(
  number: number,
  { gone }: Conversations,
  { repository }: RepositoryRequest,
): Answer {
  const reason = gone?.get(number);
  if (reason === undefined) throw new GithubProblem(404, 'Not Found');
  if (reason === 'deleted') throw new GithubProblem(410, 'This issue was deleted');
  const location = `${repository.serverUrl}/repos/${reason.repository}/issues/${reason.number}`;
  const body = { message: 'Moved Permanently', url: location };
  return { status: 301, headers: { ...jsonHeaders, location }, body: JSON.stringify(body) };
}

import type {
  Conversations,
  ListedComment,
  ListedIssue,
} from '../../local/github/conversations/conversations.ts';
import { noConversations } from '../../local/github/conversations/conversations.ts';
import { randomNumbers } from '../eval/random-numbers.ts';

export const repository = 'acme/many';
const api = `https://api.github.com/repos/${repository}`;
const web = `https://github.com/${repository}`;

/** So many comments has a thread on average, each of so many words; half the threads are pull requests. */
const commentsEach = 5;
const wordsEach = 60;

/** Threads with comments and review comments, the same in every run. */
export function makeThreads(count: number): Conversations {
  const random = randomNumbers(1);
  const pick = (below: number) => Math.floor(random() * below);
  const words = Array.from({ length: 20_000 }, (_, index) => `word${index.toString(36)}`);
  const text = () =>
    Array.from(
      { length: wordsEach },
      () => words[pick(words.length) % (1 + pick(words.length))],
    ).join(' ');
  const timeOf = (minute: number) =>
    new Date(Date.UTC(2020, 0, 1) + minute * 60_000).toISOString().replace('.000', '');
  const people = ['alice', 'bob', 'carol', 'dora', 'erik'];
  const user = () => ({ login: people[pick(people.length)], type: 'User' });
  const issues: ListedIssue[] = [];
  const comments: ListedComment[] = [];
  const reviewComments: ListedComment[] = [];
  for (let number = 1; number <= count; number++) {
    const isPull = number % 2 === 0;
    const said = pick(2 * commentsEach + 1);
    const inReview = isPull ? Math.floor(said / 2) : 0;
    const page = `${web}/${isPull ? 'pull' : 'issues'}/${number}`;
    for (let index = 0; index < said; index++) {
      const at = timeOf(number * 20 + index);
      const id = number * 100 + index;
      const times = { created_at: at, updated_at: at };
      const comment = { id, body: text(), user: user(), ...times };
      if (index < inReview) {
        reviewComments.push({
          ...comment,
          path: `src/${words[pick(500)]}.ts`,
          line: 1 + pick(300),
          diff_hunk: `@@ -1,3 +1,3 @@\n ${text().slice(0, 80)}\n+${text().slice(0, 80)}`,
          html_url: `${page}#discussion_r${id}`,
          pull_request_url: `${api}/pulls/${number}`,
        } as ListedComment);
      } else {
        const html_url = `${page}#issuecomment-${id}`;
        comments.push({
          ...comment,
          html_url,
          issue_url: `${api}/issues/${number}`,
        } as ListedComment);
      }
    }
    issues.push({
      number,
      title: text().slice(0, 60),
      body: text(),
      user: user(),
      state: pick(4) === 0 ? 'open' : 'closed',
      labels: [],
      html_url: page,
      created_at: timeOf(number * 20),
      updated_at: timeOf(number * 20 + said),
      comments: said - inReview,
      ...(isPull ? { pull_request: { merged_at: null } } : {}),
    } as ListedIssue);
  }
  return { ...noConversations, issues, comments, reviewComments, hasIssues: true };
}

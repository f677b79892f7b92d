import type {
  Conversations,
  ListedComment,
  ListedIssue,
  ReviewedPull,
} from '../../local/github/conversations/conversations.ts';
import { actor, MadeDiscussions, type Written } from './made-discussions.ts';
import {
  account,
  api,
  commentFields,
  issueFields,
  label,
  repository,
  reviewCommentFields,
} from './whole-shapes.ts';

export { repository };

type MadeIssue = ListedIssue & { title: string; body: string; labels: { name: string }[] };
type MadeComment = ListedComment & { updated_at: string; body: string };

/**
 * The conversations of a repository, changed as people change them on GitHub.
 */
export class MadeConversations extends MadeDiscussions {
  issues: MadeIssue[] = [];
  comments: MadeComment[] = [];
  reviewComments: MadeComment[] = [];
  reviews: ReviewedPull[] = [];
  hasIssues = true;
  hasDiscussions = true;
  refuses = new Set<'issues' | 'pulls' | 'discussions' | 'contents'>();
  gone = new Map<number, 'deleted' | { repository: string; number: number }>();
  /** Whether an edited or deleted comment counts as a change of its thread. */
  touches = true;

  read(): Conversations {
    return {
      issues: [...this.issues],
      comments: [...this.comments],
      reviewComments: [...this.reviewComments],
      reviews: this.reviews,
      releases: [...this.releases],
      discussions: [...this.discussions],
      hasIssues: this.hasIssues,
      hasDiscussions: this.hasDiscussions,
      refuses: this.refuses,
      gone: this.gone,
    };
  }

  open(written: Written = {}, isPull = false): number {
    const { title = 'A question', body = 'Why is it so?', by = 'alice', labels = [] } = written;
    const number = this.nextNumber();
    const at = this.now();
    this.issues.push({
      ...issueFields(number, isPull),
      number,
      title,
      body,
      user: account(by),
      state: 'open',
      labels: labels.map(label),
      created_at: at,
      updated_at: at,
    } as MadeIssue);
    return number;
  }

  issue(number: number): MadeIssue {
    const issue = this.issues.find((each) => each.number === number);
    if (issue === undefined) throw new Error(`There is no issue ${number}.`);
    return issue;
  }

  edit(number: number, changes: Partial<MadeIssue>): void {
    const issue = this.issue(number);
    const { pull_request = {}, ...others } = changes;
    Object.assign(issue, others, { updated_at: this.now() });
    Object.assign(issue.pull_request ?? {}, pull_request);
  }

  comment(number: number, body: string, by = 'bob'): number {
    const at = this.now();
    const id = this.nextId();
    const fields = commentFields(id, number, this.#page(number));
    const times = { created_at: at, updated_at: at };
    this.comments.push({ ...fields, body, user: account(by), ...times } as MadeComment);
    this.#count(number, at);
    return id;
  }

  reviewComment(number: number, body: string, parent?: number, path = 'src/a.ts'): number {
    const at = this.now();
    const id = this.nextId();
    this.reviewComments.push({
      ...reviewCommentFields(id, number, this.#page(number)),
      body,
      user: account('carol'),
      path,
      line: 12,
      diff_hunk: '@@ -10,3 +10,3 @@\n const a = 1;\n-const b = 2;\n+const b = 3;',
      in_reply_to_id: parent,
      created_at: at,
      updated_at: at,
    } as MadeComment);
    this.issue(number).updated_at = at;
    return id;
  }

  review(number: number, body: string, state = 'APPROVED'): void {
    const at = this.now();
    const reviewId = this.nextId();
    const url = `${this.#page(number)}#pullrequestreview-${reviewId}`;
    const id = `PRR_${reviewId}`;
    const made = { id, url, body, state, submittedAt: at, author: actor('carol') };
    const known = this.reviews.find((pull) => pull.number === number);
    if (known) known.reviews.nodes.push(made);
    else this.reviews.push({ number, reviews: { nodes: [made] } });
    this.issue(number).updated_at = at;
  }

  editComment(id: number, body: string): void {
    const at = this.now();
    for (const comment of [...this.comments, ...this.reviewComments]) {
      if (comment.id !== id) continue;
      Object.assign(comment, { body, updated_at: at });
      if (this.touches) this.#touch(comment, at);
    }
  }

  deleteComment(id: number): void {
    const at = this.now();
    const found = [...this.comments, ...this.reviewComments].find((each) => each.id === id);
    this.comments = this.comments.filter((each) => each.id !== id);
    this.reviewComments = this.reviewComments.filter((each) => each.id !== id);
    if (found === undefined) return;
    const issue = this.#issueOf(found);
    if (issue) Object.assign(issue, { comments: this.#commentsOf(issue.number) });
    if (this.touches) this.#touch(found, at);
  }

  delete(number: number): void {
    this.#remove(number);
    this.gone.set(number, 'deleted');
  }

  transfer(number: number, to: { repository: string; number: number }): void {
    this.#remove(number);
    this.gone.set(number, to);
  }

  /** An issue becomes a discussion with a number of its own. */
  convert(number: number): number {
    const { title, body } = this.issue(number);
    this.delete(number);
    return this.discuss({ title, body });
  }

  #page(number: number): string {
    return this.issue(number).html_url;
  }

  #count(number: number, at: string): void {
    Object.assign(this.issue(number), { comments: this.#commentsOf(number), updated_at: at });
  }

  #commentsOf(number: number): number {
    return this.comments.filter(({ issue_url }) => issue_url === `${api}/issues/${number}`).length;
  }

  #issueOf({ issue_url, pull_request_url }: ListedComment): MadeIssue | undefined {
    const number = Number((issue_url ?? pull_request_url ?? '').split('/').at(-1));
    return this.issues.find((each) => each.number === number);
  }

  #touch(comment: ListedComment, at: string): void {
    const issue = this.#issueOf(comment);
    if (issue) issue.updated_at = at;
  }

  #remove(number: number): void {
    this.issues = this.issues.filter((each) => each.number !== number);
    const isOwn = (url = '') => url.endsWith(`/${number}`);
    this.comments = this.comments.filter(({ issue_url }) => !isOwn(issue_url));
    this.reviewComments = this.reviewComments.filter((each) => !isOwn(each.pull_request_url));
    this.reviews = this.reviews.filter((pull) => pull.number !== number);
  }
}

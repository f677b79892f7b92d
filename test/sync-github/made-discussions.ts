import type { DiscussionNode, Node } from '../../local/github/conversations/conversations.ts';
import { account, releaseFields, web } from './whole-shapes.ts';

export const actor = (login: string) => ({
  __typename: login.endsWith('[bot]') ? 'Bot' : 'User',
  login: login.replace('[bot]', ''),
});

type MadeDiscussion = DiscussionNode & { comments: { nodes: Node[] } };

export interface Written {
  title?: string;
  body?: string;
  by?: string;
  labels?: string[];
}

/**
 * The discussions and releases of a repository, changed as people change them on GitHub. Each change is
 * a minute after the one before it, from the beginning of 2026.
 */
export class MadeDiscussions {
  releases: (Node & { created_at: string; tag_name: string })[] = [];
  discussions: MadeDiscussion[] = [];
  #minutes = 0;
  #numbers = 0;
  #ids = 0;

  now(): string {
    this.#minutes += 1;
    const time = new Date(Date.UTC(2026, 0, 1) + this.#minutes * 60_000);
    return time.toISOString().replace('.000', '');
  }

  nextNumber(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  nextId(): number {
    this.#ids += 1;
    return this.#ids;
  }

  discuss({
    title = 'An idea',
    body = 'What if?',
    by = 'dora',
    labels = [],
  }: Written = {}): number {
    const number = this.nextNumber();
    const at = this.now();
    this.discussions.push({
      number,
      title,
      body,
      url: `${web}/discussions/${number}`,
      createdAt: at,
      updatedAt: at,
      closed: false,
      isAnswered: false,
      author: actor(by),
      labels: { nodes: labels.map((name) => ({ name })) },
      comments: { nodes: [] },
    });
    return number;
  }

  discussion(number: number): MadeDiscussion {
    const found = this.discussions.find((each) => each.number === number);
    if (found === undefined) throw new Error(`There is no discussion ${number}.`);
    return found;
  }

  answer(number: number, body: string, { isAnswer = false, by = 'erik' } = {}): string {
    const discussion = this.discussion(number);
    const made = this.#discussionComment(number, body, by, isAnswer);
    discussion.comments.nodes.push({ ...made, replies: { nodes: [] } });
    Object.assign(discussion, { updatedAt: made.createdAt });
    if (isAnswer) discussion.isAnswered = true;
    return String(made.id);
  }

  reply(number: number, to: string, body: string): void {
    const discussion = this.discussion(number);
    const comment = discussion.comments.nodes.find(({ id }) => id === to);
    const made = this.#discussionComment(number, body, 'dora', false);
    Object(comment).replies.nodes.push(made);
    Object.assign(discussion, { updatedAt: made.createdAt });
  }

  editDiscussion(number: number, changes: Partial<MadeDiscussion>): void {
    Object.assign(this.discussion(number), changes, { updatedAt: this.now() });
  }

  deleteDiscussion(number: number): void {
    this.discussions = this.discussions.filter((each) => each.number !== number);
  }

  release(tag: string, body: string, by = 'github-actions[bot]'): void {
    const at = this.now();
    this.releases.push({
      ...releaseFields(this.nextId(), tag),
      name: tag,
      body,
      author: account(by),
      created_at: at,
      published_at: at,
      updated_at: at,
    });
  }

  editRelease(tag: string, body: string): void {
    const release = this.releases.find((each) => each.tag_name === tag);
    if (release) Object.assign(release, { body, updated_at: this.now() });
  }

  deleteRelease(tag: string): void {
    this.releases = this.releases.filter((each) => each.tag_name !== tag);
  }

  #discussionComment(number: number, body: string, by: string, isAnswer: boolean) {
    const at = this.now();
    const id = this.nextId();
    const url = `${web}/discussions/${number}#discussioncomment-${id}`;
    return { id: `DC_${id}`, url, body, createdAt: at, isAnswer, author: actor(by) };
  }
}

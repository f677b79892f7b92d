/** Something in a list of GitHub's REST API, as it came from there. */
export interface Listed {
  created_at: string;
  updated_at?: string;
}

/** Whose account it is; null: it is gone. */
type Account = { login: string; type?: string } | null;

export interface ListedIssue extends Listed {
  number: number;
  title?: string;
  body?: string | null;
  user?: Account;
  labels?: readonly (string | { name: string })[];
  state: string;
  html_url: string;
  updated_at: string;
  comments?: number;
  pull_request?: { merged_at?: string | null };
}

export interface ListedComment extends Listed {
  id: number;
  body?: string | null;
  user?: Account;
  html_url?: string;
  issue_url?: string;
  /** What follows is of a comment on code. */
  pull_request_url?: string;
  path?: string;
  line?: number | null;
  original_line?: number | null;
  subject_type?: string;
  diff_hunk?: string;
  in_reply_to_id?: number;
}

/** A node of GitHub's GraphQL API, as it came from there. */
export interface Node {
  [field: string]: unknown;
}

export interface DiscussionNode extends Node {
  number: number;
  createdAt: string;
  updatedAt: string;
}

/** The reviews of a pull request. */
export interface ReviewedPull extends Node {
  number: number;
  reviews: { nodes: Node[] };
}

/** A repository's issues, pull requests, discussions and releases, in GitHub's own shape. */
export interface Conversations {
  issues: readonly ListedIssue[];
  comments: readonly ListedComment[];
  reviewComments: readonly ListedComment[];
  reviews: readonly ReviewedPull[];
  releases: readonly Listed[];
  discussions: readonly DiscussionNode[];
  /** What a repository's settings switch on. */
  hasIssues: boolean;
  hasDiscussions: boolean;
  /** The rights that the token lacks. */
  refuses?: ReadonlySet<'issues' | 'pulls' | 'discussions' | 'contents'>;
  /** Issues that are gone: deleted, or the `owner/repo` and number they were transferred to. */
  gone?: ReadonlyMap<number, 'deleted' | { repository: string; number: number }>;
}

export const noConversations: Conversations = {
  issues: [],
  comments: [],
  reviewComments: [],
  reviews: [],
  releases: [],
  discussions: [],
  hasIssues: false,
  hasDiscussions: false,
};

/** The number at the end of an address of an issue or a pull request. */
export function numberAt(url = ''): number {
  return Number(url.slice(url.lastIndexOf('/') + 1));
}

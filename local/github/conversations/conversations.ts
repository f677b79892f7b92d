/** Something in a list of GitHub's REST API, as it came from there. */
export interface Listed {
  created_at: string;
  updated_at?: string;
}

export interface ListedIssue extends Listed {
  number: number;
  state: string;
  html_url: string;
  updated_at: string;
  comments?: number;
  pull_request?: { merged_at?: string | null };
}

export interface ListedComment extends Listed {
  id: number;
  issue_url?: string;
  pull_request_url?: string;
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

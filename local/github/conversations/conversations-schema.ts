/** As much of GitHub's public schema as DocPilot asks for about conversations. */
export const conversationsSchema = `
  enum OrderDirection { ASC DESC }
  enum IssueOrderField { CREATED_AT UPDATED_AT COMMENTS }
  input IssueOrder { field: IssueOrderField! direction: OrderDirection! }
  enum DiscussionOrderField { CREATED_AT UPDATED_AT }
  input DiscussionOrder { field: DiscussionOrderField! direction: OrderDirection! }
  enum ReleaseOrderField { CREATED_AT NAME }
  input ReleaseOrder { field: ReleaseOrderField! direction: OrderDirection! }
  scalar URI
  interface Actor { login: String! }
  type User implements Actor { login: String! }
  type Bot implements Actor { login: String! }
  type Mannequin implements Actor { login: String! }
  type Organization implements Actor { login: String! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  extend type Repository {
    nameWithOwner: String!
    hasIssuesEnabled: Boolean!
    hasDiscussionsEnabled: Boolean!
    issues(first: Int, after: String, orderBy: IssueOrder): IssueConnection
    pullRequests(first: Int, after: String, orderBy: IssueOrder): PullRequestConnection
    pullRequest(number: Int!): PullRequest
    discussions(first: Int, after: String, orderBy: DiscussionOrder): DiscussionConnection
    discussion(number: Int!): Discussion
    releases(first: Int, after: String, orderBy: ReleaseOrder): ReleaseConnection
  }
  scalar BigInt
  enum IssueState { CLOSED OPEN }
  enum PullRequestState { CLOSED MERGED OPEN }
  enum PullRequestReviewCommentState { PENDING SUBMITTED }
  enum PullRequestReviewThreadSubjectType { FILE LINE }
  type IssueConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Issue] }
  type Issue {
    number: Int!
    title: String!
    body: String!
    url: URI!
    state: IssueState!
    createdAt: DateTime!
    updatedAt: DateTime!
    author: Actor
    labels(first: Int): LabelConnection
    comments(first: Int): IssueCommentConnection!
  }
  type IssueCommentConnection { pageInfo: PageInfo! nodes: [IssueComment] }
  type IssueComment {
    fullDatabaseId: BigInt
    url: URI!
    body: String!
    createdAt: DateTime!
    updatedAt: DateTime!
    author: Actor
  }
  type PullRequestConnection { totalCount: Int! pageInfo: PageInfo! nodes: [PullRequest] }
  type PullRequest {
    number: Int!
    title: String!
    body: String!
    url: URI!
    state: PullRequestState!
    createdAt: DateTime!
    updatedAt: DateTime!
    author: Actor
    labels(first: Int): LabelConnection
    comments(first: Int): IssueCommentConnection!
    reviews(first: Int): PullRequestReviewConnection
    reviewThreads(first: Int): PullRequestReviewThreadConnection!
  }
  type PullRequestReviewThreadConnection { pageInfo: PageInfo! nodes: [PullRequestReviewThread] }
  type PullRequestReviewThread { comments(first: Int): PullRequestReviewCommentConnection! }
  type PullRequestReviewCommentConnection {
    pageInfo: PageInfo!
    nodes: [PullRequestReviewComment]
  }
  type PullRequestReviewComment {
    fullDatabaseId: BigInt
    url: URI!
    body: String!
    createdAt: DateTime!
    updatedAt: DateTime!
    author: Actor
    path: String!
    line: Int
    originalLine: Int
    subjectType: PullRequestReviewThreadSubjectType!
    diffHunk: String!
    state: PullRequestReviewCommentState!
    replyTo: PullRequestReviewComment
  }
  type PullRequestReviewConnection { pageInfo: PageInfo! nodes: [PullRequestReview] }
  type PullRequestReview {
    id: ID!
    url: URI!
    body: String!
    state: String!
    submittedAt: DateTime
    author: Actor
  }
  type ReleaseConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Release] }
  type Release { id: ID! updatedAt: DateTime! }
  type DiscussionConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Discussion] }
  type Discussion {
    number: Int!
    title: String!
    body: String!
    url: URI!
    createdAt: DateTime!
    updatedAt: DateTime!
    closed: Boolean!
    isAnswered: Boolean
    author: Actor
    labels(first: Int): LabelConnection
    comments(first: Int, after: String): DiscussionCommentConnection!
  }
  type LabelConnection { pageInfo: PageInfo! nodes: [Label] }
  type Label { name: String! }
  type DiscussionCommentConnection { pageInfo: PageInfo! nodes: [DiscussionComment] }
  type DiscussionComment {
    id: ID!
    url: URI!
    body: String!
    createdAt: DateTime!
    isAnswer: Boolean!
    author: Actor
    replies(first: Int): DiscussionReplyConnection!
  }
  type DiscussionReplyConnection { nodes: [DiscussionComment] }
`;

import { validate } from '../validate.ts';
import { conversation } from './endpoints/webhook-endpoint.ts';

/** GitHub's events that tell of a change in an issue, pull request, discussion or release. */
const events: readonly string[] = [
  'issues',
  'issue_comment',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'discussion',
  'discussion_comment',
  'release',
];

/** What changed, by an event of GitHub's webhook. */
export interface ChangedConversation {
  /** The repository, as GitHub calls it now. */
  fullName: string;
  /** External ids of what is to be read again, whatever GitHub's lists say. */
  hints: string[];
}

/** Null for an event that is not about a conversation. @throws DocPilotError invalid_request */
export function changedConversation(event: string, payload: unknown): ChangedConversation | null {
  if (!events.includes(event)) return null;
  const { repository, issue, pull_request, discussion } = validate(conversation, payload);
  const pull = pull_request ?? (issue?.pull_request ? issue : undefined);
  return {
    fullName: repository.full_name,
    hints: [
      ...(pull ? [`pulls/${pull.number}`] : []),
      ...(issue && !pull ? [`issues/${issue.number}`] : []),
      ...(discussion ? [`discussions/${discussion.number}`] : []),
    ],
  };
}

import { type Answer, jsonAnswer } from './api-answer.ts';
import { repositoryJson } from './repository-json.ts';
import type { RepositoryRequest } from './repository-request.ts';

export async function answerRepository({ repository }: RepositoryRequest): Promise<Answer> {
  return jsonAnswer(JSON.stringify(await repositoryJson(repository)), repository.serverUrl);
}

// Runs git for a test worker, one command after the other, until the worker ends. See run-git.ts.
import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { readMessage, writeMessage } from './pipe-messages.ts';
import type { GitAnswer, GitRequest } from './run-git.ts';

const [, , requestPipe = '', answerPipe = ''] = process.argv;
const requests = openSync(requestPipe, 'r');
const answers = openSync(answerPipe, 'w');
for (;;) {
  const request = readMessage<GitRequest>(requests);
  if (request === null) break;
  const { args, cwd, env, input } = request;
  const { status, stdout } = spawnSync('git', args, {
    cwd,
    env,
    input: Buffer.from(input, 'base64'),
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const answer: GitAnswer = { status, stdout: (stdout ?? Buffer.alloc(0)).toString('base64') };
  writeMessage(answers, answer);
}

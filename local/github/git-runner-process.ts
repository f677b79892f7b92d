// Starts git for DocPilot, see git-runner.ts. Ends with the process that started it.
import { type ChildProcess, spawn } from 'node:child_process';
import type { FromRunner, ToRunner } from './git-runner.ts';

const running = new Map<number, ChildProcess>();

process.on('message', (message: ToRunner) => {
  if ('end' in message) {
    running.get(message.id)?.kill();
    return;
  }
  const { args, env, input } = message.command;
  const child = spawn('git', args, { env });
  running.set(message.id, child);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.once('error', ({ message: text, ...error }) => {
    const code = 'code' in error ? String(error.code) : undefined;
    answer({ id: message.id, failure: { code, message: text } });
  });
  child.once('close', (exitCode) => {
    const [out, err] = [Buffer.concat(stdout), Buffer.concat(stderr)];
    answer({ id: message.id, result: { exitCode, stdout: out, stderr: err } });
  });
  // A process that ended early leaves its input unread; its exit code tells why.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
});

process.on('disconnect', () => {
  for (const child of running.values()) child.kill();
  process.exit();
});

function answer(message: FromRunner): void {
  if (!running.delete(message.id)) return;
  if (process.connected) process.send?.(message);
}

// Ctrl-C in a terminal reaches every process of its group; the one that started this decides.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

import { createHmac } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { encodePath } from '@docpilot/shared/paths';
import { type Answer, GithubProblem, type StreamedAnswer } from './api-answer.ts';
import { borrowObjects } from './borrowed-objects.ts';
import { defaultBranch, findCommit } from './branches.ts';
import { type Git, startFailure } from './git.ts';
import type { Clone } from './open-clone.ts';
import { isSha } from './ref-name.ts';
import type { RepositoryRequest } from './repository-request.ts';

/**
 * GET /repos/{owner}/{repo}/tarball/{ref}: where the archive is. The address of a private one
 * lets its bearer in by itself, for a client drops its Authorization on the way to another host.
 */
export async function answerTarball(request: RepositoryRequest): Promise<Answer> {
  const { clone, isPrivate, serverUrl } = request.repository;
  const ref = request.name || (await defaultBranch(clone)).name;
  if ((await findCommit(ref, clone)) === null) throw new GithubProblem(404, 'Not Found');
  const path = `/codeload/${clone.name}/legacy.tar.gz/${await fullRef(ref, clone)}`;
  const location = `${serverUrl}${path}${isPrivate ? `?token=${downloadToken(path)}` : ''}`;
  return {
    status: 302,
    headers: { location, 'content-type': 'text/html;charset=utf-8' },
    body: '',
  };
}

const downloadKey = crypto.randomUUID();

/** What a download's address must bear when the repository is private. */
export function downloadToken(path: string): string {
  return createHmac('sha256', downloadKey).update(path).digest('hex').slice(0, 32);
}

/**
 * The archive as `git archive` makes it in a repository without configuration: what .gitattributes
 * keeps out or substitutes is so in GitHub's archives too, and no filter is there to be applied.
 */
export async function archiveAnswer(ref: string, clone: Clone): Promise<StreamedAnswer> {
  const sha = await findCommit(ref, clone);
  if (sha === null) throw new GithubProblem(404, 'Not Found');
  const top = `${clone.owner}-${clone.repo}-${sha.slice(0, 7)}`;
  return {
    stream: async (response) => {
      const repository = await borrowObjects(clone);
      try {
        const { stdout, ended } = startArchive(repository.git, sha, top);
        response.writeHead(200, {
          'content-type': 'application/x-gzip',
          'content-disposition': `attachment; filename=${top}.tar.gz`,
        });
        // Ended only when git ended well: half an archive must not look like a whole one.
        await pipeline(stdout, createGzip({ level: 1 }), response, { end: false });
        await ended;
        response.end();
      } catch (error) {
        response.destroy();
        throw error;
      } finally {
        await repository.close();
      }
    },
  };
}

function startArchive(git: Git, sha: string, top: string) {
  const child = git.start(['archive', '--format=tar', `--prefix=${top}/`, sha]);
  child.stdin.end();
  child.stderr.resume();
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', (error) => reject(startFailure(error)));
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`git archive failed (${code})`)),
    );
  });
  ended.catch(() => {});
  return { stdout: child.stdout, ended };
}

/** Branches and tags in full, so that the address means the same whatever is named like them. */
async function fullRef(ref: string, clone: Clone): Promise<string> {
  if (ref === 'HEAD' || isSha(ref, clone) || ref.startsWith('refs/')) return encodePath(ref);
  for (const full of [`refs/heads/${ref}`, `refs/tags/${ref}`]) {
    if ((await findCommit(full, clone)) !== null) return encodePath(full);
  }
  return encodePath(ref);
}

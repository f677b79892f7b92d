import { type Answer, GithubProblem, jsonHeaders, weakTag } from './api-answer.ts';
import { requireCommits } from './commit-routes.ts';
import { isSha } from './ref-name.ts';
import type { RepositoryRequest } from './repository-request.ts';
import { nodeId } from './served-repository.ts';

const largestBlobBytes = 100 * 1024 * 1024;

/** GET /repos/{owner}/{repo}/git/blobs/{file_sha}, as JSON or, with the raw media type, as bytes. */
export async function answerBlob({
  repository,
  name,
  headers,
}: RepositoryRequest): Promise<Answer> {
  const { clone, apiUrl, id } = repository;
  if (!isSha(name, clone)) {
    throw new GithubProblem(
      422,
      `The sha parameter must be exactly ${clone.shaLength} characters and contain only [0-9a-f].`,
    );
  }
  await requireCommits(clone);
  const found = await clone.objects.find(name);
  if (found?.type !== 'blob') throw new GithubProblem(404, 'Not Found');
  if (found.sizeBytes > largestBlobBytes) {
    throw new GithubProblem(
      403,
      'This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API, but you can always clone the repository via Git to obtain it.',
      undefined,
      { errors: [{ resource: 'Blob', field: 'data', code: 'too_large' }] },
    );
  }
  const blob = await clone.objects.read(name);
  if (blob === null) throw new GithubProblem(404, 'Not Found');
  if (/application\/vnd\.github\.(v3\.)?raw/.test(headers.accept ?? '')) {
    return {
      status: 200,
      headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' },
      body: blob.bytes,
      etag: weakTag(`raw ${name}`),
    };
  }
  const body = {
    sha: name,
    node_id: nodeId('Blob', `${id}:${name}`),
    size: blob.sizeBytes,
    url: `${apiUrl}/git/blobs/${name}`,
    // In lines of 60 characters, as GitHub breaks them.
    content: blob.bytes.toString('base64').replace(/.{1,60}/g, '$&\n'),
    encoding: 'base64',
  };
  const etag = weakTag(`blob ${clone.name} ${name}`);
  return { status: 200, headers: jsonHeaders, body: JSON.stringify(body), etag };
}

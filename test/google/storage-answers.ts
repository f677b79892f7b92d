import type { ApiCall, Reply } from './google-apis.ts';
import { GoogleError, notFound, requireApi } from './google-error.ts';
import type { GoogleProject } from './google-project.ts';

/** Cloud Storage, as gcloud makes buckets and Terraform keeps its state and its lock in one. */
export function answerStorage(project: GoogleProject, asked: ApiCall): Reply | undefined {
  const { method, path, query, body } = asked;
  const isUpload = path.startsWith('/upload/storage/v1/b/');
  if (!isUpload && !path.startsWith('/storage/v1/b')) return readByPath(project, path);
  requireApi(project, 'storage');
  const [bucketName = '', , ...rest] = path
    .replace(/^(\/upload)?\/storage\/v1\/b\/?/, '')
    .split('/')
    .map(decodeURIComponent);
  if (bucketName === '') return { body: makeBucket(project, JSON.parse(body.toString())) };
  const bucket = project.buckets.get(bucketName);
  if (bucket === undefined) throw notFound('The specified bucket does not exist');
  if (isUpload) return { body: upload(bucketName, bucket, asked) };
  if (!path.includes('/o')) return { body: describeBucket(bucketName) };

  const name = rest.join('/');
  if (name === '') {
    const prefix = query.get('prefix') ?? '';
    const names = [...bucket.keys()].filter((each) => each.startsWith(prefix));
    return { body: { items: names.map((each) => describeObject(bucketName, each)) } };
  }
  if (!bucket.has(name)) throw notFound('No such object');
  if (method === 'DELETE') {
    bucket.delete(name);
    return { status: 204, body: Buffer.alloc(0) };
  }
  return { body: describeObject(bucketName, name) };
}

/** The XML API, by which Go's client reads an object. */
function readByPath({ buckets }: GoogleProject, path: string): Reply | undefined {
  const [bucketName = '', ...rest] = path.slice(1).split('/').map(decodeURIComponent);
  const bucket = buckets.get(bucketName);
  if (bucket === undefined) return undefined;
  const content = bucket.get(rest.join('/'));
  if (content === undefined) throw notFound('No such object');
  return { headers: { 'x-goog-generation': '1', 'x-goog-metageneration': '1' }, body: content };
}

function makeBucket({ buckets }: GoogleProject, { name }: { name: string }): object {
  if (buckets.has(name)) {
    throw new GoogleError(
      409,
      'ALREADY_EXISTS',
      'Your previous request to create the named bucket succeeded and you already own it.',
    );
  }
  buckets.set(name, new Map());
  return describeBucket(name);
}

function upload(
  bucketName: string,
  bucket: Map<string, Buffer>,
  { query, body, contentType = '' }: ApiCall,
): object {
  const boundary = /boundary=("?)([^";]+)\1/.exec(contentType)?.[2];
  const [, first = '', second = ''] = body.toString('latin1').split(`--${boundary}`);
  const contentOf = (part: string) => part.slice(part.indexOf('\r\n\r\n') + 4, -2);
  const name = query.get('name') ?? JSON.parse(contentOf(first)).name;
  if (query.get('ifGenerationMatch') === '0' && bucket.has(name)) {
    throw new GoogleError(412, 'FAILED_PRECONDITION', 'At least one precondition did not hold.');
  }
  bucket.set(name, Buffer.from(contentOf(second), 'latin1'));
  return describeObject(bucketName, name);
}

function describeBucket(name: string): object {
  return {
    kind: 'storage#bucket',
    id: name,
    name,
    location: 'EUROPE-WEST1',
    storageClass: 'STANDARD',
    metageneration: '1',
    iamConfiguration: { uniformBucketLevelAccess: { enabled: true } },
  };
}

function describeObject(bucket: string, name: string): object {
  return { kind: 'storage#object', bucket, name, generation: '1', metageneration: '1' };
}

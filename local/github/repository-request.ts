import type { IncomingHttpHeaders } from 'node:http';
import type { ServedRepository } from './served-repository.ts';

/** A request for something of a repository. */
export interface RepositoryRequest {
  repository: ServedRepository;
  /** What follows the route's own part of the path, decoded: a ref, a branch, a sha. */
  name: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
}

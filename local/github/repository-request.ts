import type { IncomingHttpHeaders } from 'node:http';
import type { ServedRepository } from './served-repository.ts';

/** A request whose repository is found. */
export interface RepositoryRequest {
  repository: ServedRepository;
  /** The rest of the path after the route's prefix, decoded: a ref or a sha. */
  name: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { answerApi } from './api-answers.ts';
import { runGcloud } from './gcloud.ts';
import { GoogleError } from './google-error.ts';
import type { GoogleProject } from './google-project.ts';
import { answerStorage } from './storage-answers.ts';

export interface GoogleApis {
  url: string;
  /** Every request, as `METHOD service/path`. */
  requests: string[];
  close(): void;
}

/**
 * Google's APIs on loopback, as far as gcloud, Terraform's backend and the scripts call them to deploy.
 * A call that is not known answers 501, so that a new one is noticed. The first part of the path is the
 * API; Cloud Run's regional address comes through the proxy.
 */
export async function startGoogleApis(project: GoogleProject): Promise<GoogleApis> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    answer(project, request, requests)
      .catch((error) => {
        if (error instanceof GoogleError) return { status: error.status, body: error.body };
        throw error;
      })
      .then((reply) => send(response, reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface ApiCall {
  method: string;
  /** With the API's name first. */
  path: string;
  query: URLSearchParams;
  body: Buffer;
  contentType?: string | undefined;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body: object | Buffer;
}

async function answer(
  project: GoogleProject,
  request: IncomingMessage,
  requests: string[],
): Promise<Reply> {
  const { method = 'GET', url = '/', headers } = request;
  const address = new URL(url, 'http://127.0.0.1');
  const path = url.startsWith('http') ? `/run${address.pathname}` : address.pathname;
  const body = await buffer(request);
  if (path === '/gcloud') {
    return runGcloud(body.toString(), (itsMethod, itsPath, itsBody = {}) => {
      const content = Buffer.from(JSON.stringify(itsBody));
      requests.push(`${itsMethod} ${itsPath}`);
      const call = { method: itsMethod, path: `/${itsPath}`, query: new URLSearchParams() };
      return answerCall(project, { ...call, body: content }).body;
    });
  }
  requests.push(`${method} ${path.slice(1)}`);
  const contentType = headers['content-type'];
  return answerCall(project, { method, path, query: address.searchParams, body, contentType });
}

function answerCall(project: GoogleProject, call: ApiCall): Reply {
  const { method, path, body } = call;
  const reply =
    answerStorage(project, call) ??
    answerApi(project, `${method} ${path.slice(1)}`, body.toString());
  if (reply === undefined) throw new GoogleError(501, 'UNIMPLEMENTED', `${method} ${path}`);
  return reply;
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Reply): void {
  const isText = !Buffer.isBuffer(body);
  response.writeHead(status, { ...(isText && { 'content-type': 'application/json' }), ...headers });
  response.end(isText ? JSON.stringify(body) : body);
}

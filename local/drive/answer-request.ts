import { answerChanges, answerStartPageToken } from './change-routes.ts';
import { DriveProblem } from './drive-problem.ts';
import type { Answer, DriveRequest } from './drive-request.ts';
import { answerAbout, answerDrive, answerDriveList } from './drive-routes.ts';
import { answerFileList } from './file-list.ts';
import { answerExport, answerFile } from './file-routes.ts';
import { type MethodName, readParameters } from './parameters.ts';

interface Route {
  path: RegExp;
  method: MethodName;
  answer(request: DriveRequest): Promise<Answer>;
}

const routes: readonly Route[] = [
  { path: /^files$/, method: 'files.list', answer: answerFileList },
  { path: /^files\/([^/]+)$/, method: 'files.get', answer: answerFile },
  { path: /^files\/([^/]+)\/export$/, method: 'files.export', answer: answerExport },
  { path: /^changes$/, method: 'changes.list', answer: answerChanges },
  {
    path: /^changes\/startPageToken$/,
    method: 'changes.getStartPageToken',
    answer: answerStartPageToken,
  },
  { path: /^drives$/, method: 'drives.list', answer: answerDriveList },
  { path: /^drives\/([^/]+)$/, method: 'drives.get', answer: answerDrive },
  { path: /^about$/, method: 'about.get', answer: answerAbout },
];

const notFoundPage: Answer = {
  status: 404,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: '<!DOCTYPE html><title>Error 404 (Not Found)!!1</title><p><b>404.</b> The requested URL was not found on this server.\n',
};

/** Answers what the path asks for. @throws DriveProblem */
export async function answerRequest(
  method: string | undefined,
  url: URL,
  rest: Pick<DriveRequest, 'store' | 'range' | 'exportLimitBytes'>,
): Promise<Answer> {
  const path = /^\/drive\/v3\/(.*)$/.exec(url.pathname)?.[1] ?? '';
  for (const route of routes) {
    const found = route.path.exec(path);
    if (found === null) continue;
    if (method !== 'GET' && method !== 'HEAD') throw readOnly();
    const parameters = readParameters(route.method, url.searchParams);
    return route.answer({ ...rest, parameters, id: decodeId(found[1] ?? '') });
  }
  return notFoundPage;
}

function decodeId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What any change is refused with under the scope drive.readonly. */
function readOnly(): DriveProblem {
  return new DriveProblem(
    403,
    'Request had insufficient authentication scopes.',
    { message: 'Insufficient Permission', domain: 'global', reason: 'insufficientPermissions' },
    'PERMISSION_DENIED',
  );
}

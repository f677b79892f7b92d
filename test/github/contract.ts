import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const file = new URL('../contracts/github.openapi.json', import.meta.url);
const contract = JSON.parse(readFileSync(file, 'utf8')) as {
  responses: Record<string, Record<string, object>>;
};
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(contract);

const operations: Array<[path: RegExp, operation: string]> = [
  [/\/commits$/, '/repos/{owner}/{repo}/commits'],
  [/\/commits\/.+$/, '/repos/{owner}/{repo}/commits/{ref}'],
  [/\/git\/trees\/.+$/, '/repos/{owner}/{repo}/git/trees/{tree_sha}'],
  [/\/git\/blobs\/.+$/, '/repos/{owner}/{repo}/git/blobs/{file_sha}'],
];

/** @throws when GitHub's description of its API does not allow this answer */
export function requireContract(path: string, status: number, body: unknown): void {
  const [pathname = ''] = path.split('?');
  const operation = operations.find(([pattern]) => pattern.test(pathname))?.[1];
  const described = contract.responses[`GET ${operation}`]?.[status];
  if (described === undefined && status < 300) {
    throw new Error(`GitHub describes no ${status} for ${path}`);
  }
  const pointer =
    described === undefined
      ? '/definitions/basic-error'
      : `/responses/${escapePointer(`GET ${operation}`)}/${status}`;
  const validate = ajv.getSchema(`github.openapi.json#${pointer}`);
  if (validate === undefined) throw new Error(`The contract has no ${pointer}`);
  if (validate(body) !== true) {
    throw new Error(`${path} ${status}: ${ajv.errorsText(validate.errors)}`);
  }
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

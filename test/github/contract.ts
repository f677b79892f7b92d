import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

interface Parameter {
  type: string;
  enum?: string[];
  format?: string;
}

const file = new URL('../contracts/github.openapi.json', import.meta.url);
const contract = JSON.parse(readFileSync(file, 'utf8')) as {
  parameters: Record<string, Record<string, Parameter>>;
  responses: Record<string, Record<string, object>>;
};
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(contract);

/** `GET /repos/{owner}/{repo}/…` for a path; those without a variable at that place go first. */
const operations = Object.keys(contract.responses)
  .sort((a, b) => Number(a.endsWith('}')) - Number(b.endsWith('}')))
  .map((operation) => {
    const [, template = ''] = operation.split('{repo}');
    const pattern = template
      .replace(/\{\w+_number\}/g, '\\d+')
      // A ref may have slashes in it.
      .replace(/\{\w+\}/g, '.+');
    return { operation, pattern: new RegExp(`^/(repos/[^/]+/[^/]+|repositories/\\d+)${pattern}$`) };
  });

function operationOf(path: string): string | undefined {
  const [pathname = ''] = path.split('?');
  return operations.find(({ pattern }) => pattern.test(pathname))?.operation;
}

/**
 * @param body parsed JSON, or null for an answer without a body
 * @throws when GitHub's description of its API does not allow this answer
 */
export function requireContract(path: string, status: number, body: unknown): void {
  const operation = operationOf(path) ?? '';
  const described = contract.responses[operation]?.[status];
  if (described === undefined && status < 300) {
    throw new Error(`GitHub describes no ${status} for ${path}`);
  }
  const pointer =
    described === undefined
      ? '/definitions/basic-error'
      : `/responses/${escapePointer(operation)}/${status}`;
  const validate = ajv.getSchema(`github.openapi.json#${pointer}`);
  if (validate === undefined) throw new Error(`The contract has no ${pointer}`);
  if (validate(body) !== true) {
    throw new Error(`${path} ${status}: ${ajv.errorsText(validate.errors)}`);
  }
}

/** @throws when GitHub's description does not have a parameter of this request, or not this value */
export function requireParameters(path: string): void {
  const operation = operationOf(path);
  const known = contract.parameters[operation ?? ''];
  if (known === undefined) throw new Error(`GitHub describes no GET ${path}`);
  for (const [name, value] of new URLSearchParams(path.split('?')[1])) {
    const parameter = known[name];
    if (parameter === undefined) throw new Error(`${operation} has no parameter ${name}`);
    const given = parameter.type === 'integer' ? Number(value) : value;
    if (!ajv.validate(parameter, given)) {
      throw new Error(`${operation} takes no ${name}=${value}: ${ajv.errorsText()}`);
    }
  }
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

const discovery = JSON.parse(
  readFileSync(new URL('../contracts/workflowexecutions.v1.json', import.meta.url), 'utf8'),
);

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addFormat('google-datetime', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/);
ajv.addFormat('google-duration', /^\d+(\.\d{1,9})?s$/);
ajv.addSchema({ $id: 'executions', definitions: asJsonSchema(discovery.schemas) });

/** The discovery document's schemas say `$ref: "Name"`, and what they do not name does not exist. */
function asJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const converted = Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== 'id')
      .map(([key, value]) => [
        key,
        key === '$ref' ? `executions#/definitions/${value}` : asJsonSchema(value),
      ]),
  );
  const isClosed = 'properties' in converted && !('additionalProperties' in converted);
  return isClosed ? { ...converted, additionalProperties: false } : converted;
}

const validate = ajv.compile({ $ref: 'executions#/definitions/Execution' });

/** What is wrong with the answer, by Google's own document; empty when nothing is. */
export function contractErrors(answer: unknown): string[] {
  validate(answer);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

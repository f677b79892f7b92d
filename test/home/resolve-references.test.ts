import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openApiDocument } from '../../shared/src/http/openapi/openapi-document.ts';

const file = '../../functions/home/docs/resolve-references.js';
const { resolveReferences } = await import(join(import.meta.dirname, file));

it('each reference in a part of the document is replaced by what it refers to', () => {
  const document = {
    paths: {
      '/a': {
        answers: [{ $ref: '#/components/schemas/Answer', description: 'Said here.' }],
      },
    },
    components: {
      schemas: {
        Answer: { type: 'object', description: 'Said there.', error: ref('Error') },
        Error: { type: 'string' },
      },
    },
  };
  expect(resolveReferences(document, ['paths', '/a'])).toEqual({
    answers: [{ type: 'object', description: 'Said here.', error: { type: 'string' } }],
  });
  expect(document.components.schemas.Answer.error).toEqual(ref('Error'));
});

it('a reference to what contains it stays', () => {
  const document = { components: { schemas: { Tree: { name: 'tree', branch: ref('Tree') } } } };
  expect(resolveReferences(document, ['components', 'schemas', 'Tree'])).toEqual({
    name: 'tree',
    branch: { name: 'tree', branch: ref('Tree') },
  });
});

it('of DocPilot’s own document, no reference stays', () => {
  const document = openApiDocument({ publicUrl: 'https://docs.example', version: '1' });
  expect(JSON.stringify(document)).toContain('$ref');
  expect(JSON.stringify(resolveReferences(document, ['paths']))).not.toContain('$ref');
});

function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

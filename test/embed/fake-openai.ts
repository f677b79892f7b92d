import * as z from 'zod';
import { type FakeAnswer, type FakeEndpoint, fakeEndpoint } from './fake-endpoint.ts';
import { fakeVector } from './fake-vectors.ts';

const requestBody = z.strictObject({
  model: z.string(),
  input: z.array(z.string().min(1)).min(1).max(32),
  encoding_format: z.literal('float'),
  dimensions: z.number().int().optional(),
});

/**
 * An OpenAI-compatible /v1/embeddings that takes 32 texts, as TEI does unless told otherwise.
 * @param dimensions of every model it has
 */
export function startFakeOpenAi(dimensions = 24): Promise<FakeEndpoint> {
  return fakeEndpoint(
    (path, body, headers): FakeAnswer => {
      if (path !== '/v1/embeddings') return problem(404, `There is no ${path}.`);
      if (headers.authorization === 'Bearer wrong') return problem(401, 'Incorrect API key.');
      const parsed = requestBody.safeParse(body);
      if (!parsed.success) return problem(422, z.prettifyError(parsed.error));
      const { model, input, dimensions: asked } = parsed.data;
      const data = input.map((text, index) => ({
        object: 'embedding',
        index,
        embedding: fakeVector(text, model, asked ?? dimensions),
      }));
      return { status: 200, body: { object: 'list', model, data: data.reverse() } };
    },
    (body) => requestBody.safeParse(body).data?.input ?? [],
  );
}

function problem(status: number, message: string): FakeAnswer {
  return { status, body: { error: { message, type: 'invalid_request_error' } } };
}

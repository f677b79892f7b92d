import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import type { ReadOutput } from '../../scripts/deploy/command.ts';
import { missingRights } from '../../scripts/deploy/missing-rights.ts';
import { missingTools, requireAccess } from '../../scripts/deploy/prerequisites.ts';

const options = {
  project: 'acme-docs',
  region: 'europe-west1',
  instance: 'docpilot',
  dryRun: false,
  yes: false,
};
/** Answers the commands whose first word it knows. */
const machine =
  (answers: Record<string, string>): ReadOutput =>
  async (program, args) =>
    answers[[program, ...args].find((word) => word in answers) ?? ''];
const tools = { '--version': 'Google Cloud SDK 528', '-json': '"terraform_version": "1.11.4"' };
const signedIn = { ...tools, 'get-value': 'ann@example.com', 'print-access-token': 'a-token' };
const allowed = async () => [];

it('names the programs that are missing', async () => {
  expect(await missingTools(machine({}))).toHaveLength(2);
  const old = machine({ ...tools, '-json': '"terraform_version": "1.5.7"' });
  expect(await missingTools(old)).toEqual([expect.stringContaining('terraform is missing')]);
  expect(await missingTools(machine(tools))).toEqual([]);
});

it('names only what is missing first, as the rest follows from it', async () => {
  const problems = async (answers: Record<string, string>) => {
    const error = await requireAccess(options, machine(answers), allowed).catch((reason) => reason);
    return error?.message.split('\n') ?? [];
  };
  expect(await problems(tools)).toEqual([
    expect.stringContaining('gcloud auth login'),
    expect.stringContaining('application-default login'),
  ]);
  const unknown = await problems(signedIn);
  expect(unknown[0]).toMatch(/The project acme-docs does not exist.*role Owner/);
  const project = { ...signedIn, '--format=value(projectId)': 'acme-docs' };
  expect(await problems(project)).toEqual([expect.stringContaining('no billing account')]);
  expect(await problems({ ...project, '--format=value(billingEnabled)': 'True' })).toEqual([]);
});

it('asks Google which rights are missing, and ignores any other answer', async () => {
  let answer = { status: 200, body: '{"permissions": ["run.services.setIamPolicy"]}' };
  const asked: { url: string | undefined; authorization: string | undefined }[] = [];
  const google = createServer((request, response) => {
    asked.push({ url: request.url, authorization: request.headers.authorization });
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => google.listen(0, '127.0.0.1', resolve));
  const address = google.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const rights = () => missingRights('acme-docs', machine(signedIn), url);

  const [sentence] = await rights();
  expect(sentence).toMatch(/may not .*cloudsql.instances.create.* in acme-docs: .*role Owner/);
  expect(sentence).not.toContain('run.services.setIamPolicy');
  expect(asked).toEqual([
    { url: '/v1/projects/acme-docs:testIamPermissions', authorization: 'Bearer a-token' },
  ]);
  answer = { status: 403, body: '{"error": {"code": 403}}' };
  expect(await rights()).toEqual([]);
  google.closeAllConnections();
  google.close();
  expect(await rights()).toEqual([]);
});

import { serviceDescription } from './cloud-run.ts';
import type { Reply } from './google-apis.ts';
import { GoogleError, notFound, requireApi } from './google-error.ts';
import type { GoogleProject } from './google-project.ts';

type Answer = (project: GoogleProject, parts: string[], body: string) => object;

const p = String.raw`projects/([\w-]+)`;
const l = String.raw`${p}/locations/([\w-]+)`;

/** How each call is answered, by its method and its path below the API's name. */
const answers: readonly [call: string, answer: Answer][] = [
  [
    'POST oauth2/token',
    () => ({ access_token: 'token-of-terraform', expires_in: 3600, token_type: 'Bearer' }),
  ],
  [
    'POST oauth2/tokeninfo',
    ({ accounts }, _, body) => ({
      email: accounts[new URLSearchParams(body).get('access_token') ?? ''],
    }),
  ],
  [
    `GET cloudresourcemanager/v1/${p}`,
    ({ id, number }, [asked]) => {
      if (asked !== id) {
        throw new GoogleError(403, 'PERMISSION_DENIED', 'The caller does not have permission');
      }
      return { projectId: id, projectNumber: number, lifecycleState: 'ACTIVE', name: id };
    },
  ],
  [`POST cloudresourcemanager/v1/${p}:testIamPermissions`, grantedPermissions],
  [
    `GET cloudbilling/v1/${p}/billingInfo`,
    ({ id }) => ({ projectId: id, billingAccountName: 'billingAccounts/1', billingEnabled: true }),
  ],
  ['POST cloudbilling/v1/billingAccounts/([0-9A-F-]+):testIamPermissions', grantedPermissions],
  [
    `POST serviceusage/v1/${p}/services:batchEnable`,
    (project, _, body) => {
      const { serviceIds } = JSON.parse(body) as { serviceIds: string[] };
      if (serviceIds.length > 20) {
        throw new GoogleError(400, 'INVALID_ARGUMENT', 'A call enables at most 20 services.');
      }
      for (const api of serviceIds) {
        if (!project.apis.has(api)) project.apis.set(api, project.newApiRefuses);
      }
      return { name: 'operations/acat.p2-1', done: true, response: {} };
    },
  ],
  ['GET serviceusage/v1/operations/(.+)', (_, [id]) => ({ name: `operations/${id}`, done: true })],
  [
    `POST serviceusage/v1beta1/${p}/services/workflows.googleapis.com:generateServiceIdentity`,
    ({ number }) => ({
      name: 'operations/finished.1',
      done: true,
      response: {
        '@type': 'type.googleapis.com/google.api.serviceusage.v1beta1.ServiceIdentity',
        email: `service-${number}@gcp-sa-workflows.iam.gserviceaccount.com`,
        uniqueId: '1',
      },
    }),
  ],
  [
    `GET run/v1/${p}/locations`,
    (project) => {
      requireApi(project, 'run');
      return { locations: project.regions.map((locationId) => ({ locationId })) };
    },
  ],
  [
    String.raw`(GET|PUT) run/apis/serving.knative.dev/v1/namespaces/[\w-]+/services/([\w-]+)`,
    (project, [method, name = ''], body) => {
      requireApi(project, 'run');
      if (!project.applied.has('app')) throw notFound(`Resource '${name}' of kind 'SERVICE'`);
      const annotations = method === 'PUT' ? JSON.parse(body).metadata.annotations : {};
      if (/^true$/i.test(annotations['run.googleapis.com/invoker-iam-disabled'])) {
        project.invokerCheckDisabled.add(name);
      }
      return serviceDescription(project, name);
    },
  ],
  [
    String.raw`GET secretmanager/v1/${p}/secrets/([\w-]+)/versions`,
    (project, [, name = '']) => {
      requireApi(project, 'secretmanager');
      const versions = secret(project, name).map((_, index) => ({
        name: `projects/${project.number}/secrets/${name}/versions/${index + 1}`,
        createTime: new Date(1_800_000_000_000 + index).toISOString(),
        state: 'ENABLED',
      }));
      return { versions: versions.reverse(), totalSize: versions.length };
    },
  ],
  [
    String.raw`POST secretmanager/v1/${p}/secrets/([\w-]+):addVersion`,
    (project, [, name = ''], body) => {
      requireApi(project, 'secretmanager');
      const versions = secret(project, name);
      versions.push(Buffer.from(JSON.parse(body).payload.data, 'base64').toString());
      return {
        name: `projects/${project.number}/secrets/${name}/versions/${versions.length}`,
        createTime: new Date().toISOString(),
        state: 'ENABLED',
        clientSpecifiedPayloadChecksum: true,
      };
    },
  ],
  [
    `POST workflowexecutions/v1/${l}/workflows/docpilot-sync/executions`,
    (project, [, region]) => {
      requireApi(project, 'workflowexecutions');
      if (!project.applied.has('app')) throw notFound('Workflow');
      const [next = { state: 'ACTIVE' as const }, ...rest] = project.executions;
      project.executions = rest.length > 0 ? rest : [next];
      project.started.push(next);
      return execution(project, region, project.started.length);
    },
  ],
  [
    String.raw`GET workflowexecutions/v1/${l}/workflows/docpilot-sync/executions/(\d+)`,
    (project, [, region, id]) => execution(project, region, Number(id)),
  ],
  // What the stand-in for Google's provider of Terraform calls.
  [
    'POST provider/(base|app)',
    (project, [half = '']) => {
      const error = project.applyErrors.shift();
      if (error !== undefined) throw new GoogleError(403, 'PERMISSION_DENIED', error);
      project.applied.add(half);
      if (half === 'base') {
        const names = ['api-token', 'gh-webhook-secret', 'gh-pat', 'embed-api-key'];
        for (const name of [...names, 'oauth-client-secret']) {
          project.secrets.set(`docpilot-${name}`, project.secrets.get(`docpilot-${name}`) ?? []);
        }
      }
      return {};
    },
  ],
];

export function answerApi(project: GoogleProject, call: string, body: string): Reply | undefined {
  for (const [pattern, answer] of answers) {
    const parts = new RegExp(`^${pattern}$`).exec(call);
    if (parts) return { body: answer(project, parts.slice(1), body) };
  }
  return undefined;
}

function grantedPermissions({ lacking }: GoogleProject, _: string[], body: string): object {
  const { permissions } = JSON.parse(body) as { permissions: string[] };
  return { permissions: permissions.filter((each) => !lacking.has(each)) };
}

function secret({ secrets, number }: GoogleProject, name: string): string[] {
  const versions = secrets.get(name);
  if (versions === undefined) throw notFound(`Secret [projects/${number}/secrets/${name}]`);
  return versions;
}

function execution({ number, started }: GoogleProject, region: string | undefined, id: number) {
  const name = `projects/${number}/locations/${region}/workflows/docpilot-sync/executions/${id}`;
  return { name, argument: '{}', workflowRevisionId: '000001-a4d', ...started[id - 1] };
}

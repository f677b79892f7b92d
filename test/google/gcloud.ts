import { GoogleError } from './google-error.ts';

// Stands in for gcloud where its start of a second or more is too long: the commands that DocPilot
// uses, each with exactly its flags. Any other fails, and so does a call in which gcloud would have
// asked whether to enable an API. `npm run test:long` runs the real one, too.

// biome-ignore lint/suspicious/noExplicitAny: what the stand-in answers.
type Json = any;
/** Calls an API below its name. @throws GoogleError */
type Call = (method: string, path: string, body?: object) => Json;
type Run = (call: Call, words: string[], flags: Record<string, string>, input: string) => Json;

/** The program that hands a call of gcloud to the stand-in: its words, a blank line and its input. */
export const gcloudProgram = `answer=$(mktemp)
status=$({ printf '%s\\n' "prompts=$CLOUDSDK_CORE_DISABLE_PROMPTS" "$@" ''; cat; } |
  curl -s -o "$answer" -w '%{http_code}' --data-binary @- "$GOOGLE_STAND_IN/gcloud")
if [ "$status" = 200 ]; then code=0; cat "$answer"; else code=1; cat "$answer" >&2; fi
rm "$answer"
exit $code`;

const project = (flags: Record<string, string>) => `projects/${flags.project}`;
const executions = (flags: Record<string, string>, workflow: string) =>
  `${project(flags)}/locations/${flags.location}/workflows/${workflow}/executions`;

/** The commands with their flags, and what each prints. */
const commands: readonly [line: string, run: Run][] = [
  ['--version', () => 'Google Cloud SDK 528.0.0'],
  ['config get-value account', () => 'ann@example.com'],
  ['auth print-access-token', () => 'token-of-gcloud'],
  [
    'auth application-default print-access-token',
    (call) => call('POST', 'oauth2/token').access_token,
  ],
  [
    'projects describe * --format=value(projectId)',
    (call, [id]) => call('GET', `cloudresourcemanager/v1/projects/${id}`).projectId,
  ],
  [
    'projects describe * --format=value(projectNumber)',
    (call, [id]) => call('GET', `cloudresourcemanager/v1/projects/${id}`).projectNumber,
  ],
  [
    'billing projects describe * --format=value(billingEnabled)',
    (call, [id]) => {
      const { billingEnabled } = call('GET', `cloudbilling/v1/projects/${id}/billingInfo`);
      return billingEnabled ? 'True' : 'False';
    },
  ],
  [
    'services enable ** --project',
    (call, serviceIds, flags) => {
      const path = `serviceusage/v1/${project(flags)}/services:batchEnable`;
      call('POST', path, { serviceIds });
    },
  ],
  [
    'beta services identity create --service --project',
    (call, _, flags) => {
      const path = `serviceusage/v1beta1/${project(flags)}/services/${flags.service}`;
      call('POST', `${path}:generateServiceIdentity`);
    },
  ],
  [
    'run regions list --project --format=value(locationId)',
    (call, _, flags) => {
      const { locations } = call('GET', `run/v1/${project(flags)}/locations`);
      return (locations as { locationId: string }[]).map(({ locationId }) => locationId).join('\n');
    },
  ],
  [
    'run services update * --no-invoker-iam-check --project --region',
    (call, [name], flags) => {
      const path = `run/apis/serving.knative.dev/v1/namespaces/${flags.project}/services/${name}`;
      const service = call('GET', path);
      const annotations = { 'run.googleapis.com/invoker-iam-disabled': 'true' };
      call('PUT', path, { ...service, metadata: { annotations } });
    },
  ],
  [
    'storage buckets describe *',
    (call, [url = '']) => {
      call('GET', `storage/v1/b/${url.slice('gs://'.length)}`);
    },
  ],
  [
    'storage buckets create * --project --location --uniform-bucket-level-access --public-access-prevention',
    (call, [url = '']) => {
      call('POST', 'storage/v1/b', { name: url.slice('gs://'.length) });
    },
  ],
  [
    'storage buckets update * --versioning',
    (call, [url = '']) => {
      call('PATCH', `storage/v1/b/${url.slice('gs://'.length)}`, {});
    },
  ],
  [
    'secrets versions list * --project --filter=state=ENABLED --sort-by=~createTime --limit=1 --format=value(name.basename())',
    (call, [id], flags) => {
      const path = `secretmanager/v1/${project(flags)}/secrets/${id}/versions`;
      const { versions } = call('GET', path);
      const [newest] = versions as { name: string }[];
      return newest?.name.split('/').at(-1) ?? '';
    },
  ],
  [
    'secrets versions add * --project --data-file=-',
    (call, [id], flags, input) => {
      const data = Buffer.from(input).toString('base64');
      const path = `secretmanager/v1/${project(flags)}/secrets/${id}:addVersion`;
      call('POST', path, { payload: { data } });
    },
  ],
  [
    'workflows execute * --project --location --data --format=value(name)',
    (call, [workflow = ''], flags) => {
      const path = `workflowexecutions/v1/${executions(flags, workflow)}`;
      return call('POST', path, { argument: flags.data }).name;
    },
  ],
  [
    'workflows executions describe * --workflow --project --location --format=json(state,result,error)',
    (call, [id], flags) => {
      const path = `workflowexecutions/v1/${executions(flags, flags.workflow ?? '')}/${id}`;
      return JSON.stringify(call('GET', path));
    },
  ],
];

const isFlag = (word: string) => word.startsWith('--');
const flagOf = (word: string) => /^--([^=]+)=?(.*)$/s.exec(word)?.slice(1) ?? [];

/** The words that stand for `*` and `**`, if a command line is of the form; undefined if it is not. */
function wordsOf(form: string, given: readonly string[]): string[] | undefined {
  const expected = form.split(' ');
  const flags = expected.filter(isFlag);
  const allows = (flag: string) => flags.includes(flag) || flags.includes(`--${flagOf(flag)[0]}`);
  const own = given.filter(isFlag);
  if (own.length !== flags.length || !own.every(allows)) return undefined;
  const words = given.filter((word) => !isFlag(word));
  const fixed = expected.filter((word) => !isFlag(word));
  const end = fixed.findIndex((word, index) => word !== words[index]);
  if (end < 0) return words.length === fixed.length ? [] : undefined;
  const rest = words.slice(end);
  if (fixed[end] === '**') return rest;
  return fixed[end] === '*' && rest.length === 1 && end === fixed.length - 1 ? rest : undefined;
}

/**
 * Runs one call of gcloud, as `gcloudProgram` posts it.
 * @returns what it prints; with a status other than 200, as its errors
 */
export function runGcloud(posted: string, call: Call): { status: number; body: Buffer } {
  const [head = '', ...input] = posted.split('\n\n');
  const [prompts, ...given] = head.split('\n');
  const failed = (message: string) => ({
    status: 400,
    body: Buffer.from(
      `ERROR: (gcloud.${given.filter((word) => !isFlag(word)).join('.')}) ${message}\n`,
    ),
  });
  for (const [form, run] of commands) {
    const words = wordsOf(form, given);
    if (words === undefined) continue;
    try {
      const flags = Object.fromEntries(given.filter(isFlag).map(flagOf));
      const output = run(call, words, flags, input.join('\n\n'));
      return { status: 200, body: Buffer.from(output === undefined ? '' : `${output}\n`) };
    } catch (error) {
      if (!(error instanceof GoogleError)) throw error;
      const asks = error.isApiDisabled && prompts !== 'prompts=1';
      return failed(
        asks ? 'Would you like to enable and retry (y/N)?' : `${error.code}: ${error.message}`,
      );
    }
  }
  return failed('Invalid choice');
}

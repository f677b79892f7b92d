import { spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { gcloudProgram } from './gcloud.ts';
import type { GoogleProject } from './google-project.ts';
import { realFirst } from './real-gcloud.ts';

const root = join(import.meta.dirname, '../..');

const isThere = (program: string) => spawnSync(program, ['--version']).status === 0;

/** Whether Terraform is there, what gives a program a terminal, and what the stand-in for gcloud needs. */
export const canDrive = ['terraform', 'script', 'curl'].every(isThere);
/** A checkout of DocPilot on somebody's machine, signed in to Google. */
export interface Machine {
  folder: string;
  environment: Record<string, string>;
  remove(): void;
}

/** The services that gcloud calls below the stand-in's address. */
const services = [
  'cloudbilling',
  'cloudresourcemanager',
  'oauth2',
  'secretmanager',
  'serviceusage',
  'workflowexecutions',
];

/**
 * Makes a machine on which terraform and gcloud reach the stand-in for Google's APIs. gcloud is the one
 * beside this file; in a long run, a script's first call of each command is the real one's.
 */
export function makeMachine(url: string, project: GoogleProject): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-machine-'));
  for (const part of ['scripts', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  cpSync(join(import.meta.dirname, 'terraform'), join(folder, 'terraform'), { recursive: true });
  for (const table of ['apis.yaml', 'functions.yaml']) {
    cpSync(join(root, 'terraform', table), join(folder, 'terraform', table));
  }
  // Building, and the database behind Cloud SQL's connector, are tested elsewhere.
  mkdirSync(join(folder, 'bin'));
  const program = (name: string, line: string) => {
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(folder, 'bin', name), 0o755);
  };
  program('npm', 'echo "ran npm $*"');
  program('gcloud', realFirst(gcloudProgram));
  writeFileSync(join(folder, 'token'), 'token-of-gcloud');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(
    join(folder, 'credentials.json'),
    JSON.stringify({
      type: 'service_account',
      client_email: 'ann@example.com',
      private_key_id: '1',
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      token_uri: `${url}/oauth2/token`,
    }),
  );
  const overrides = services.map((service) => [
    `CLOUDSDK_API_ENDPOINT_OVERRIDES_${service.toUpperCase()}`,
    `${url}/${service}/`,
  ]);
  return {
    folder,
    environment: {
      PATH: [join(folder, 'bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(
        delimiter,
      ),
      HOME: folder,
      CLOUDSDK_CONFIG: join(folder, 'gcloud'),
      CLOUDSDK_CORE_ACCOUNT: project.accounts['token-of-gcloud'] ?? 'ann@example.com',
      CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: join(folder, 'token'),
      CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: '1',
      CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: '1',
      // gcloud asks its own address for a token, whatever the credentials say.
      CLOUDSDK_AUTH_TOKEN_HOST: `${url}/oauth2/token`,
      GOOGLE_APPLICATION_CREDENTIALS: join(folder, 'credentials.json'),
      ...Object.fromEntries(overrides),
      CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE: `${url}/storage/v1/`,
      // gcloud puts a region before Cloud Run's host, so that only a proxy finds the stand-in.
      CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN: 'http://run.googleapis.test/',
      http_proxy: url,
      no_proxy: '127.0.0.1',
      GOOGLE_STORAGE_CUSTOM_ENDPOINT: `${url}/storage/v1/`,
      GOOGLE_STAND_IN: url,
      CHECKPOINT_DISABLE: '1',
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What a person answers to everything that quickstart asks of a new project. */
export const interview: readonly [appears: string, typed: string][] = [
  ['Repositories', 'acme/handbook\r'],
  ['Ids of Drive folders', '\r'],
  ['Addresses of documentation sites', '\r'],
  ['Patterns of paths', '\r'],
  ['Email address', '\r'],
  ['Billing account, for', '\r'],
  ['API_TOKEN', '\r'],
  ['GH_WEBHOOK_SECRET', '\r'],
  ['GH_PAT', 'a-token-of-github\r'],
  ['EMBED_API_KEY', '\r'],
  ['OAUTH_CLIENT_SECRET', '\r'],
  ['Start?', 'yes\r'],
];

/** Terraform's question whether to apply its plan. */
export const approval: [appears: string, typed: string] = ['Enter a value', 'yes\r'];

export interface Ended {
  code: number;
  /** All that was shown on the terminal. */
  shown: string;
}

/** The key that stops a program. */
export const ctrlC = '\x03';

/**
 * Runs a script in a terminal, as a person does.
 * @param answers what is typed when a text appears; each once, in this order
 */
export function runScript(
  { folder, environment }: Machine,
  script: string,
  args: readonly string[],
  answers: readonly (readonly [appears: string, typed: string])[] = [],
): Promise<Ended> {
  const pauses = join(import.meta.dirname, 'quick-pauses.ts');
  const line = ['node', '--import', pauses, join(folder, `scripts/${script}.ts`), ...args].join(
    ' ',
  );
  rmSync(join(folder, 'called'), { recursive: true, force: true });
  mkdirSync(join(folder, 'called'));
  return new Promise((resolve) => {
    const terminal = spawn('script', ['-qefc', `stty -echo; exec ${line}`, '/dev/null'], {
      cwd: folder,
      env: environment,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let shown = '';
    let seen = 0;
    const waiting = [...answers];
    terminal.stdout.on('data', (chunk) => {
      shown += chunk;
      const [next] = waiting;
      if (next === undefined) return;
      const [appears, typed] = next;
      const at = shown.indexOf(appears, seen);
      if (at < 0) return;
      seen = shown.length;
      waiting.shift();
      terminal.stdin.write(typed);
    });
    terminal.on('close', (code) =>
      resolve({ code: code ?? 1, shown: stripVTControlCharacters(shown).replaceAll('\r\n', '\n') }),
    );
  });
}

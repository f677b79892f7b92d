import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GoogleApis, startGoogleApis } from '../google/google-apis.ts';
import { failedExecution, type GoogleProject, newProject } from '../google/google-project.ts';
import {
  approval,
  canDrive,
  ctrlC,
  interview,
  type Machine,
  makeMachine,
  runScript,
} from '../google/run-script.ts';
import { isLongRun } from '../support/long-runs.ts';

type Answers = readonly (readonly [appears: string, typed: string])[];
const where = ['--project', 'acme-docs', '--region', 'europe-west1'];
const usage = 'DocPilot is at https://europe-west1-acme-docs.cloudfunctions.net/home';

let project: GoogleProject;
let google: GoogleApis;
let machine: Machine;
beforeEach(async () => {
  project = newProject();
  google = await startGoogleApis(project);
  machine = makeMachine(google.url, project);
});
afterEach(() => {
  machine?.remove();
  google?.close();
});

const quickstart = (
  answers: Answers = [...interview, approval, approval],
  args: readonly string[] = where,
) => runScript(machine, 'quickstart', args, answers);
const count = (text: string, part: string) => text.split(part).length - 1;

// Terraform in a terminal, and in a long run the real gcloud, against a stand-in for Google's APIs.
// Terraform has its own backend and questions, but a built-in provider instead of Google's; npm does
// nothing. Under load, gcloud takes many seconds for each of some twenty calls of a script.
describe.skipIf(!canDrive)(
  'where terraform, script and curl are there (without them these are skipped)',
  { timeout: 600_000 },
  () => {
    /** What gcloud has no part in, and a long run would only try again. */
    const itWithoutGcloud = it.skipIf(isLongRun);

    it('secrets of a project in which no API is enabled are not asked for', async () => {
      const { code, shown } = await runScript(machine, 'secrets', where);
      expect(shown).toMatch(/no secret docpilot-.* in acme-docs yet.* npm run quickstart/);
      expect(shown).not.toMatch(/API_TOKEN,|\(y\/N\)/);
      expect(code).toBe(2);
    });

    it('nothing is made without the rights, which are named', async () => {
      project.lacking = new Set(['storage.buckets.create', 'cloudsql.instances.create']);
      const { code, shown } = await quickstart([]);
      expect(shown).toMatch(/gcloud's account .*ann@example.com may not storage.buckets.create/);
      expect(shown).toMatch(/Terraform's account .* may not cloudsql.instances.create.*Owner/);
      expect(google.requests.join()).not.toContain('batchEnable');
      expect(code).toBe(2);
    });

    it('a new project becomes a deployment, whose first sync may fail', async () => {
      project.newApiRefuses = 1;
      project.applyErrors = [
        'Workflows service agent service-123456789012@gcp-sa-workflows.iam.gserviceaccount.com does not exist.',
      ];
      project.executions = [
        failedExecution(403, 'Forbidden'),
        failedExecution(401, 'GH_PAT is not valid.'),
        ...project.executions,
      ];
      // The first apply fails and is tried again, and asks again.
      const first = await quickstart([...interview, approval, approval, approval]);
      expect(count(first.shown, 'Trying again in 30 seconds')).toBeGreaterThan(2);
      expect(project.invokerCheckDisabled.size).toBe(6);
      expect(first.shown).toContain('acme/handbook: GH_PAT is not valid.');
      expect(first.shown).toContain('then run npm run quickstart again');
      expect(first.shown).toContain(usage);
      expect(first.shown).toContain('gcloud secrets versions access latest');
      expect(first.code).toBe(2);
      const keys = structuredClone(project.secrets);
      expect(keys.get('docpilot-api-token')).toEqual([expect.stringMatching(/^[\w-]{32}$/)]);
      expect(first.shown).not.toContain(keys.get('docpilot-api-token')?.[0]);
      expect(first.shown).not.toContain('a-token-of-github');

      // The second run changes nothing and no key.
      const unchanged = interview.slice(6, 11).map(([appears]) => [appears, '\r'] as const);
      const second = await quickstart([...unchanged, ['Start?', 'yes\r']]);
      expect(second.shown).toContain('Using the settings from');
      expect(count(second.shown, 'No changes.')).toBe(2);
      expect(second.shown).toContain('3 of 3 documents are indexed');
      expect(second.shown).toContain(usage);
      expect(second.code).toBe(0);
      expect(project.secrets).toEqual(keys);

      const rotated = await runScript(machine, 'secrets', where, [
        ['API_TOKEN', 'the-next-key-of-the-team\r'],
        ...unchanged.slice(1),
      ]);
      expect(rotated.shown).toContain(
        'gcloud secrets versions disable 1 --secret=docpilot-api-token --project=acme-docs',
      );
      expect(count(rotated.shown, 'versions disable')).toBe(1);
      expect(rotated.shown).not.toContain('the-next-key-of-the-team');

      const deployed = await runScript(machine, 'deploy', [...where, '--yes']);
      expect(deployed.shown).toContain('"API_TOKEN":"2"');
      expect(deployed.shown).toContain('To check the deployment: npm run doctor');
      expect(deployed.code).toBe(0);
    });

    itWithoutGcloud(
      'the doctor of a deployment that does not answer says where to look',
      async () => {
        machine.environment.API_TOKEN = 'a-key-of-the-team';
        const { code, shown } = await runScript(machine, 'doctor', ['--url', google.url]);
        expect(shown).toMatch(/FAIL +health .*See the log of home/);
        expect(shown).toMatch(/\d+ of \d+ checks fail/);
        expect(code).toBe(2);
      },
    );

    it('a region that is not there ends it before anything is made', async () => {
      const args = ['--project', 'acme-docs', '--region', 'europe-west99'];
      const { code, shown } = await quickstart(interview, args);
      expect(shown).toContain('Warning: Google lets some projects');
      expect(shown).toMatch(/no region europe-west99.*Nothing was made yet.*europe-west1/);
      expect(project.buckets.size).toBe(0);
      expect(code).toBe(2);
    });

    itWithoutGcloud('Ctrl-C at Terraform’s question lets it give back its lock first', async () => {
      const { code, shown } = await quickstart([...interview, ['Enter a value', ctrlC]]);
      expect(shown).toContain('Interrupted. What was done remains');
      expect(code).toBe(130);
      const objects = [...(project.buckets.get('acme-docs-docpilot-terraform')?.keys() ?? [])];
      expect(objects.filter((name) => name.endsWith('.tflock'))).toEqual([]);
      expect(project.applied.size).toBe(0);
    });

    it.skipIf(!isLongRun)(
      'Ctrl-C during the sync still ends with the address and the key',
      async () => {
        project.executions = [{ state: 'ACTIVE' }];
        const { code, shown } = await quickstart([
          ...interview,
          approval,
          approval,
          ['Syncing for', ctrlC],
        ]);
        expect(shown).toContain('Interrupted. What was done remains');
        expect(shown).toContain(usage);
        expect(shown).toContain('gcloud secrets versions access latest');
        expect(code).toBe(130);
      },
    );

    itWithoutGcloud('Ctrl-C at a question ends it, as nothing was done', async () => {
      const { code, shown } = await quickstart([['Repositories', ctrlC]]);
      expect(shown).toContain('Interrupted.');
      expect(code).toBe(130);
    });
  },
);

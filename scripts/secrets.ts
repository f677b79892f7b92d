import { commandLine, readOutput, run } from './deploy/command.ts';
import { runScript } from './deploy/fail.ts';
import { askSecrets } from './deploy/interview.ts';
import { flagHelp, readOptions } from './deploy/options.ts';
import { disableCommand, secretCommand } from './deploy/plan.ts';
import { requireAccess } from './deploy/prerequisites.ts';
import { findSecretVersions } from './deploy/read-secret-versions.ts';
import { secrets } from './deploy/secret-names.ts';

// Adds new versions to the secrets, not through Terraform, whose state would contain them. The
// functions use them from the next deploy on, which names the versions.
const help = `npm run secrets -- --project ID --region REGION\n${flagHelp}`;

await runScript(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return console.log(help);
  if (options.dryRun) {
    for (const variable of Object.keys(secrets)) {
      console.log(`$ ${commandLine(secretCommand(options, variable, ''))}`);
    }
    return;
  }
  await requireAccess(options);
  const before = await findSecretVersions(options, readOutput, { mustExist: true });
  const values = Object.entries(await askSecrets(Object.keys(before)));
  if (values.length === 0) return console.log('Nothing was changed.');
  for (const [variable, value] of values) {
    await run(secretCommand(options, variable, value), process.cwd());
  }
  console.log(
    `\nThey are used from the next deploy on: npm run deploy -- --project ${options.project} --region ${options.region}`,
  );
  const replaced = values.flatMap(([variable]) => {
    const version = before[variable];
    return version === undefined ? [] : [disableCommand(options, variable, version)];
  });
  if (replaced.length > 0) {
    console.log('After that deploy, nothing uses the versions before. To disable them:');
    for (const command of replaced) console.log(`  ${commandLine(command)}`);
  }
});

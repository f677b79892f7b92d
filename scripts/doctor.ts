import { optionalSetting } from '@docpilot/shared/config';
import { askSecret } from './deploy/ask.ts';
import { CommandFailed } from './deploy/command.ts';
import { runScript } from './deploy/fail.ts';
import { readFlags, UsageError } from './deploy/options.ts';
import { askAt } from './doctor/ask-deployment.ts';
import { sourceChecks } from './doctor/check-sources.ts';
import { checksOf } from './doctor/checks.ts';
import { examine } from './doctor/examine.ts';

// Checks a deployment from outside, and what it indexes.
const help = `npm run doctor -- --url URL

  --url URL   DocPilot's address: https://REGION-PROJECT.cloudfunctions.net, or http://127.0.0.1:8080
  --help      show this text

The key is read from API_TOKEN, or asked for. With the settings SITES, GH_REPOS and GH_PAT as they are
deployed, each site and the rights of the token are checked, too, from this machine.`;

await runScript(async () => {
  const values = readFlags(process.argv.slice(2), {
    url: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return console.log(help);
  const url = values.url;
  if (url === undefined || !/^https?:\/\//.test(url)) {
    throw new UsageError('--url is missing or not an address. --help lists the flags.');
  }
  const key = optionalSetting(process.env, 'apiKeys')?.[0]?.key ?? (await askKey());
  const checks = [...checksOf(askAt(url), key), ...(await sourceChecks(process.env))];
  const findings = await examine(checks);
  for (const { name, passed, text } of findings) {
    console.log(`${passed ? 'ok   ' : 'FAIL '}  ${name.padEnd(16)}${text}`);
  }
  const wrong = findings.filter(({ passed }) => !passed).length;
  if (wrong > 0) throw new CommandFailed(`${wrong} of ${findings.length} checks fail.`);
});

function askKey(): Promise<string> {
  if (process.stdin.isTTY) return askSecret('The API key');
  throw new UsageError('API_TOKEN is missing: set it to the API key.');
}

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type CommitBody, closeAll, serve, type TreeBody } from './serve.ts';
import { type TemporaryClone, temporaryClone, temporaryFolder } from './temporary-clone.ts';

afterAll(closeAll);

const base = '/repos/local/handbook';
const page = { 'a.md': '# A\n' };

/** A clone set up so that a careless git runs a command. */
interface Trap {
  /** @param command a shell script that leaves the marker behind */
  set(clone: TemporaryClone, command: string): void;
  /** What makes a careless git run into it; null for what takes a terminal. */
  careless: string[] | null;
}

const everyFile = '* filter=trap diff=trap\n';

function configured(...settings: Array<[string, string?]>): Trap['set'] {
  return (clone, command) => {
    clone.commit('first', { ...page, '.gitattributes': everyFile });
    for (const [name, value] of settings) clone.git('config', name, value ?? command);
  };
}

/** A commit whose signature git would have a program look at. */
function signed(...settings: Array<[string, string?]>): Trap['set'] {
  return (clone, command) => {
    configured(...settings)(clone, command);
    const lines = clone.git('cat-file', 'commit', 'HEAD').split('\n');
    const at = lines.indexOf('');
    lines.splice(
      at,
      0,
      'gpgsig -----BEGIN PGP SIGNATURE-----',
      ' AAAA',
      ' -----END PGP SIGNATURE-----',
    );
    const sha = clone.gitWithInput(
      `${lines.join('\n')}\n`,
      'hash-object',
      '-t',
      'commit',
      '-w',
      '--stdin',
    );
    clone.git('update-ref', 'refs/heads/main', sha);
  };
}

/** A partial clone without one of its blobs, which git would fetch. */
function partial(...settings: Array<[string, string?]>): Trap['set'] {
  return (clone, command) => {
    configured(...settings, ['remote.origin.promisor', 'true'])(clone, command);
    clone.git('config', 'core.repositoryFormatVersion', '1');
    clone.git('config', 'extensions.partialClone', 'origin');
    const blob = clone.git('rev-parse', 'HEAD:a.md');
    rmSync(join(clone.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  };
}

const traps: Record<string, Trap> = {
  'a filter’s smudge command': {
    set: configured(['filter.trap.smudge']),
    careless: ['archive', '--format=tar', 'HEAD'],
  },
  'a filter’s process': {
    set: configured(['filter.trap.process']),
    careless: ['archive', '--format=tar', 'HEAD'],
  },
  'a filter named in info/attributes': {
    set: (clone, command) => {
      configured(['filter.trap.smudge'])(clone, command);
      clone.commit('second', { '.gitattributes': null });
      mkdirSync(join(clone.folder, '.git/info'), { recursive: true });
      writeFileSync(join(clone.folder, '.git/info/attributes'), everyFile);
    },
    careless: ['archive', '--format=tar', 'HEAD'],
  },
  'a signature’s verifier, by export-subst': {
    set: (clone, command) => {
      clone.commit('subst', { 'v.md': '$Format:%G?$', '.gitattributes': 'v.md export-subst\n' });
      signed(['gpg.program'])(clone, command);
      clone.commit('again', { '.gitattributes': 'v.md export-subst\n' });
    },
    careless: ['log', '--format=%G?'],
  },
  'a signature’s verifier, by log.showSignature': {
    set: signed(['log.showSignature', 'true'], ['gpg.program']),
    careless: ['log'],
  },
  'a file system monitor': {
    set: configured(['core.fsmonitor']),
    careless: ['status'],
  },
  'a hook': {
    set: (clone, command) => {
      clone.commit('first', page);
      for (const name of [
        'post-checkout',
        'reference-transaction',
        'pre-commit',
        'post-index-change',
      ]) {
        const hook = join(clone.folder, '.git/hooks', name);
        mkdirSync(join(clone.folder, '.git/hooks'), { recursive: true });
        writeFileSync(hook, `#!/bin/sh\n${command}\n`);
        chmodSync(hook, 0o755);
      }
    },
    careless: ['checkout', 'HEAD'],
  },
  'a folder of hooks': {
    set: (clone, command) => {
      const hooks = temporaryFolder();
      writeFileSync(join(hooks, 'post-checkout'), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
      configured(['core.hooksPath', hooks])(clone, command);
    },
    careless: ['checkout', 'HEAD'],
  },
  'a pager': {
    set: configured(['core.pager'], ['pager.rev-list', 'true'], ['pager.cat-file', 'true']),
    careless: null,
  },
  'an alias': {
    set: (clone, command) => {
      clone.commit('first', page);
      for (const name of ['surprise', 'cat-file', 'rev-list', 'ls-tree', 'archive', 'diff-tree']) {
        clone.git('config', `alias.${name}`, `!${command}`);
      }
    },
    careless: ['surprise'],
  },
  'a text conversion': {
    set: configured(['diff.trap.textconv']),
    careless: ['log', '-p'],
  },
  'a differ of one kind of file': {
    set: configured(['diff.trap.command']),
    careless: ['log', '-p', '--ext-diff'],
  },
  'a differ of all files': {
    set: configured(['diff.external']),
    careless: ['log', '-p', '--ext-diff'],
  },
  'a credential helper': {
    set: configured(['credential.helper']),
    careless: ['credential', 'fill'],
  },
  'an ssh command, to fetch what a partial clone lacks': {
    set: partial(['remote.origin.url', 'ssh://example.invalid/x'], ['core.sshCommand']),
    careless: ['cat-file', '-p', 'HEAD:a.md'],
  },
  'an uploader, to fetch what a partial clone lacks': {
    set: partial(['remote.origin.url', '.'], ['remote.origin.uploadpack']),
    careless: ['cat-file', '-p', 'HEAD:a.md'],
  },
  'a remote’s own protocol, to fetch what a partial clone lacks': {
    set: (clone, command) => {
      const script = join(temporaryFolder(), 'remote.sh');
      writeFileSync(script, `#!/bin/sh\n${command}\n`, { mode: 0o755 });
      partial(['remote.origin.url', `ext::${script}`], ['protocol.ext.allow', 'always'])(
        clone,
        command,
      );
    },
    careless: ['cat-file', '-p', 'HEAD:a.md'],
  },
  'a proxy, to fetch what a partial clone lacks': {
    set: partial(['remote.origin.url', 'git://example.invalid/x'], ['core.gitProxy']),
    careless: ['cat-file', '-p', 'HEAD:a.md'],
  },
};

/** A script that leaves the marker, called by whatever arguments. */
function markerScript(): { marker: string; command: string } {
  const folder = temporaryFolder();
  const marker = join(folder, 'it-ran');
  const command = join(folder, 'trap.sh');
  writeFileSync(command, `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
  return { marker, command };
}

test.each(Object.entries(traps))('a clone cannot have this run: %s', async (_, trap) => {
  const { marker, command } = markerScript();
  const clone = temporaryClone();
  trap.set(clone, command);
  await readEverything(clone);
  expect(existsSync(marker)).toBe(false);
  // The trap is one.
  if (trap.careless === null) return;
  runCareless(clone, trap.careless);
  expect(existsSync(marker)).toBe(true);
});

const authorization = 'Bearer secret';

/** Asks for all that a sync may ask a GitHub for. */
async function readEverything(clone: TemporaryClone): Promise<void> {
  // What a partial clone lacks may fail; it may not be fetched.
  const server = await serve([clone], { token: 'secret', onError: () => {} });
  const get = <Body>(path: string) => server.get<Body>(path, { authorization });
  const head = (await get<CommitBody[]>(`${base}/commits?per_page=1`)).json[0];
  const { json } = await get<TreeBody>(`${base}/git/trees/${head?.commit.tree.sha}?recursive=1`);
  expect(json.tree.map(({ path }) => path)).toContain('a.md');
  await get(`${base}/commits?path=a.md&per_page=1&sha=${head?.sha}`);
  for (const { sha, type } of json.tree) if (type === 'blob') await get(`${base}/git/blobs/${sha}`);
  const location = (await get(`${base}/tarball/${head?.sha}`)).headers.get('location') ?? '';
  await get(location).catch(() => {});
  await askLastChange(server.api.url, head?.sha ?? '');
}

async function askLastChange(url: string, oid: string): Promise<void> {
  const query = `{ repository(owner: "local", name: "handbook") { object(oid: "${oid}") {
    ... on Commit { history(first: 1, path: "a.md") { nodes { committedDate } } } } } }`;
  const body = JSON.stringify({ query });
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization },
    body,
  });
  expect(await answer.json()).toMatchObject({ data: { repository: { object: {} } } });
}

function runCareless(clone: TemporaryClone, args: string[]): void {
  const options = { cwd: clone.folder, input: 'protocol=https\nhost=example.invalid\n\n' };
  try {
    execFileSync('git', args, { ...options, stdio: ['pipe', 'ignore', 'ignore'], timeout: 10_000 });
  } catch {
    // The trap's command does not do what git expects of it.
  }
}

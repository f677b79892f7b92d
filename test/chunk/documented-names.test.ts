import { describe, expect, it } from 'vitest';
import { documentedNames } from '../../shared/src/chunk/documented-names.ts';

const namesIn = (text: string) => documentedNames(text.split('\n'));

describe('an entry of a reference', () => {
  it('defines its option or key in AsciiDoc', () => {
    const text = '-n::\n--[no-]verify::\n\tRuns no hook.\n\ncore.eol::\n\tThe end of lines.\n';
    expect(namesIn(text)).toEqual(['-n', '--verify', '--no-verify', 'core.eol']);
    expect(namesIn('--fixup=<commit>::\n\tA commit.\n')).toEqual(['--fixup']);
  });

  it('defines its name in reStructuredText', () => {
    const text = '.. setting:: MAX_AGE\n\n.. py:method:: Table.next(hour, *, tide=None)\n';
    expect(namesIn(text)).toEqual(['MAX_AGE', 'Table.next']);
  });

  it('defines the name that an item or a row of Markdown begins with', () => {
    const text = '* `config.force_ssl` redirects.\n- **`--watch`**: again\n| `MAX_BYTES` | 5 |\n';
    expect(namesIn(text)).toEqual(['config.force_ssl', '--watch', 'MAX_BYTES']);
  });

  it('is none where a name is mentioned, or a word or a link stands first', () => {
    expect(namesIn('* Added `config.force_ssl`.\nSee `MAX_BYTES` for that.\n')).toEqual([]);
    expect(namesIn('For example::\n\n    x = 1\n')).toEqual([]);
    expect(namesIn('1. `Discussion-Board`_: ask there\n- `tide` is a word\n')).toEqual([]);
    expect(namesIn('| `v16.2.0` | a change |\n')).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { extractText } from '../../shared/src/reader/extract-text.ts';

async function read(name: string, source: string) {
  const extracted = await extractText(new TextEncoder().encode(source), { name });
  if ('skip' in extracted) throw new Error(`${extracted.skip}: ${extracted.detail}`);
  return extracted;
}

test('a page of Perl’s documentation has its name as title, and its items name what they are about', async () => {
  const source = `package Lamp;
=head1 NAME

Lamp::Great - light B<the> great lamp

=head1 SYNOPSIS

  use Lamp;

  lamp("a" => 1);

=head2 Options for C<< $x->lamp >>

=over 4

=item B<--quiet>

=item B<-q>

Say I<nothing>; see L<Horn/"At night">, L<the map|https://a.example/x> and L<perlre>.

At all.

=item * not a bullet

=back

=begin html

<p>hidden</p>

=end html

=cut

sub hidden { 1 }

=head1 CAF\u00c9

E<lt>Fin E<eacute>E<0x2014>E<gt>X<index>.

=over

=item *

Un

=item *

Deux

=over

=item 1.

Trois

=back

=back
`;
  const { text, locations } = await read('lib/Lamp/Great.pod', source);
  expect(text).toBe(
    '# Lamp::Great - light the great lamp\n\n## SYNOPSIS\n\n```\nuse Lamp;\n\nlamp("a" => 1);\n```\n\n### Options for `$x->lamp`\n\n- `--quiet`, `-q`: Say nothing; see At night in Horn, [the map](https://a.example/x) and perlre.\n    - At all.\n    - not a bullet\n\n## CAFÉ\n\n\\<Fin é—>.\n\n- Un\n- Deux\n    1. Trois\n',
  );
  const own = source.split('\n');
  const [heading] = (locations?.starts ?? []).filter(({ line }) => line === 1);
  expect(own[Number(heading?.at) - 1]).toContain('Lamp::Great');
});

test('a page without a name keeps its headings’ levels', async () => {
  const source =
    '=encoding utf8\n\n=head1 Über Lampen\n\nText C<a>>b.\n\n=head2 Tief\n\n=for html x\n\nEnde\n';
  expect((await read('a.pod', source)).text).toBe(
    '# Über Lampen\n\nText `a`>b.\n\n## Tief\n\nEnde\n',
  );
});

test('a list without items is text, and a page may end anywhere', async () => {
  const source = '=pod\n\nОгонь B<I<горит\n\n=over\n\nтекст\n\n=over\n\n=item lamp($x)\n';
  expect((await read('a.pod', source)).text).toBe('Огонь горит\n\nтекст\n\n- `lamp($x)`\n');
});

test('what has only the name stays text', async () => {
  const source = "Pod::Spec.new do |s|\n  s.name = 'Lamp'\nend\n";
  expect(await read('Lamp.pod', source)).toMatchObject({ text: source, lines: 'own' });
});

import { parseAst } from 'vitest/node';

export interface SourceFile {
  /** From the project's root, with slashes. */
  path: string;
  text: string;
}

/** What a file uses from outside itself. */
export interface Module extends SourceFile {
  imports: Import[];
  /** The names it uses, with the member that is read, if there is one: `fetch`, `process.env`. */
  names: string[];
}

export interface Import {
  /** undefined: computed at run time. */
  specifier: string | undefined;
  /** What is imported by name; `*` for all of it. */
  names: string[];
}

interface Node {
  type: string;
  [field: string]: unknown;
}

/** Reads a file's imports of every kind, type imports too, and the names it uses. */
export function readModule({ path, text }: SourceFile): Module {
  const found: Pick<Module, 'imports' | 'names'> = { imports: [], names: [] };
  const lang = path.endsWith('.ts') ? 'ts' : 'js';
  visit(parseAst(text, { lang }) as unknown as Node, undefined, found);
  return { path, text, ...found };
}

function visit(node: Node, parent: Node | undefined, found: Pick<Module, 'imports' | 'names'>) {
  readImport(node, found.imports);
  const name = readName(node, parent);
  if (name !== undefined) found.names.push(name);
  for (const [field, value] of Object.entries(node)) {
    // The name of a member, a key or an import is not a use of that name.
    const isLabel =
      (field === 'property' && node.type === 'MemberExpression' && node.computed !== true) ||
      (field === 'key' && node.computed !== true) ||
      ((field === 'imported' || field === 'exported') && node.type.endsWith('Specifier'));
    if (isLabel) continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) visit(child, node, found);
    }
  }
}

function readImport(node: Node, imports: Import[]): void {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      if (isNode(node.source)) {
        imports.push({ specifier: text(node.source), names: importedNames(node.specifiers) });
      }
      break;
    case 'CallExpression':
      if (isNode(node.callee) && node.callee.name === 'require') {
        const [first] = node.arguments as Node[];
        imports.push({ specifier: first && text(first), names: ['*'] });
      }
  }
}

function importedNames(specifiers: unknown): string[] {
  if (!Array.isArray(specifiers)) return ['*'];
  return specifiers.map(({ imported, local }) => {
    const name = imported ?? (local?.type === 'Identifier' ? undefined : local);
    return name?.name ?? name?.value ?? '*';
  });
}

function readName(node: Node, parent: Node | undefined): string | undefined {
  if (node.type === 'MetaProperty') return 'import.meta';
  if (node.type !== 'Identifier') return undefined;
  const name = String(node.name);
  if (name === 'Date' && parent?.type === 'NewExpression') {
    return (parent.arguments as unknown[]).length === 0 ? 'new Date()' : name;
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return name;
  const property = parent.property as Node;
  const member = parent.computed === true ? text(property) : property.name;
  return member === undefined ? name : `${name}.${member}`;
}

function text(node: Node): string | undefined {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

import ts from 'typescript';
import { importedNames, listNames, statementNames, varLists } from './declared-names.js';
import { blank, type Edit, type EditedText, editText } from './edited-text.js';
import { parse } from './parse-cell.js';
import { topLevelReferences } from './references.js';

/** Names under which rewritten code finds what the session offers to it. */
export const CELL_NAMES = {
  import: '$import',
  importMeta: '$importMeta',
  stoppable: '$stoppable',
  stoppableEach: '$stoppableEach',
  require: '$require',
  filename: '$filename',
  dirname: '$dirname',
} as const;

/** Names of CommonJS that the types of Node promise to every module. */
const COMMON_JS = [
  ['require', CELL_NAMES.require],
  ['__filename', CELL_NAMES.filename],
  ['__dirname', CELL_NAMES.dirname],
] as const;

/** An import of a cell, as a script of its own. */
export interface CellImport {
  readonly script: string;
  /** Offset of the statement in the cell's JavaScript. */
  readonly offset: number;
}

/** The scripts that a cell becomes; they run in this order and share the names of the notebook. */
export interface RewrittenCell {
  readonly imports: readonly CellImport[];
  /** Functions and `var` variables, known to the cell from its first line on. */
  readonly hoisted: readonly string[];
  readonly functions?: EditedText;
  readonly body: EditedText;
  /** Top-level names of the cell that are also names of `globalThis`. */
  readonly shadowed: readonly string[];
}

/**
 * Rewrites the JavaScript of a cell for evaluation as a script in strict mode. Lines stay; columns move only
 * behind an insertion, and the result knows by how much.
 *
 * - Static imports run first, `import()` goes to the session, because a script has no module loader.
 * - Functions are assigned before the rest runs, and `const`, `var` and functions become `let`: no other
 *   declaration can be repeated by a later cell as any kind.
 * - What is awaited can be stopped.
 * - A name of `globalThis` gets another spelling, for the libraries in the process need the true one.
 *
 * @param globals - Names of `globalThis` when the session started.
 * @param earlierShadowed - Those that an earlier cell declared.
 */
export function rewriteCell(
  code: string,
  globals: ReadonlySet<string>,
  earlierShadowed: ReadonlySet<string>,
): RewrittenCell {
  const file = parse(code, 'cell.js');
  const vars = varLists(file);
  const shadowed = [...statementNames(file.statements), ...vars.flatMap(listNames)].filter((name) =>
    globals.has(name),
  );
  const spelling = spellings(new Set([...earlierShadowed, ...shadowed]));
  const spelled = (name: string) => spelling.get(name) ?? name;
  const edits: Edit[] = [
    ...renames(file, spelling),
    ...vars.flatMap((list) => varEdits(list)),
    ...expressionEdits(file),
  ];
  const functions: ts.FunctionDeclaration[] = [];
  const imports: CellImport[] = [];
  for (const statement of file.statements) {
    if (isHoistedFunction(statement)) functions.push(statement);
    else edits.push(...statementEdits(statement));
    const script = importScript(statement, spelled);
    if (script !== undefined) imports.push({ script, offset: statement.getStart() });
  }
  const functionNames = functions.map(({ name }) => spelled(name!.text));
  const varNames = vars.flatMap(listNames).map(spelled);
  return {
    imports,
    hoisted: [...new Set([...functionNames, ...varNames])],
    ...(functions.length === 0 ? {} : { functions: functionsText(code, functions, edits, spelled) }),
    body: editText(code, [
      STRICT,
      ...without(edits, functions),
      ...functions.map((node) => blanked(code, node)),
    ]),
    shadowed,
  };
}

const STRICT: Edit = { start: 0, end: 0, text: "'use strict';" };

/** Another spelling that reads the same in messages: a zero-width joiner is legal inside a name. */
function spellings(shadowed: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map<string, string>([
    ...COMMON_JS,
    ...[...shadowed].map((name) => [name, `${name}\u200d`] as const),
  ]);
}

function renames(file: ts.SourceFile, spelling: ReadonlyMap<string, string>): Edit[] {
  return topLevelReferences(file, spelling)
    .filter(
      (node) => !ts.findAncestor(node, (at) => ts.isImportDeclaration(at) || ts.isExportDeclaration(at)),
    )
    .map((node) => {
      const text = spelling.get(node.text)!;
      const { parent } = node;
      const isShorthand =
        (ts.isShorthandPropertyAssignment(parent) && parent.name === node) ||
        (ts.isBindingElement(parent) &&
          parent.name === node &&
          parent.propertyName === undefined &&
          ts.isObjectBindingPattern(parent.parent) &&
          parent.dotDotDotToken === undefined);
      return replace(node, isShorthand ? `${node.text}: ${text}` : text);
    });
}

/** `var` becomes an assignment to a variable that was declared before the cell began. */
function varEdits(list: ts.VariableDeclarationList): Edit[] {
  const start = list.getStart();
  const keyword = { start, end: start + 'var'.length };
  if (!ts.isVariableStatement(list.parent)) return [{ ...keyword, text: '   ' }];
  // A line that starts with a bracket would go on with the line before it.
  const startsAnew = ts.isSourceFile(list.parent.parent) || ts.isBlock(list.parent.parent);
  return [
    { ...keyword, text: startsAnew ? ';( ' : '(  ' },
    { start: list.end, end: list.end, text: ')' },
  ];
}

/** Edits inside expressions, at any depth. */
function expressionEdits(file: ts.SourceFile): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isAwaitExpression(node)) edits.push(...wrapped(node.expression, CELL_NAMES.stoppable));
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) {
      edits.push(...wrapped(node.expression, CELL_NAMES.stoppableEach));
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      edits.push(replace(node.expression, CELL_NAMES.import));
    }
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      edits.push(replace(node, CELL_NAMES.importMeta));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits;
}

function wrapped(expression: ts.Expression, by: string): Edit[] {
  const start = expression.getStart();
  return [
    { start, end: start, text: ` ${by}(` },
    { start: expression.end, end: expression.end, text: ')' },
  ];
}

/** Edits of a top-level statement that is no function. */
function statementEdits(statement: ts.Statement): Edit[] {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
    return [blanked(statement.getSourceFile().text, statement)];
  }
  if (ts.isExportAssignment(statement)) {
    const { expression } = statement;
    return [
      { start: statement.getStart(), end: expression.getStart(), text: '(' },
      { start: expression.end, end: expression.end, text: ')' },
    ];
  }
  const edits = exportModifiers(statement);
  if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && !statement.name) {
    const start = edits.at(-1)!.end; // an unnamed default export is a value
    edits.push({ start, end: start, text: '(' }, { start: statement.end, end: statement.end, text: ')' });
  }
  if (ts.isVariableStatement(statement)) {
    const list = statement.declarationList;
    const start = list.getStart();
    if ((list.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Const) {
      edits.push({ start, end: start + 'const'.length, text: 'let  ' });
    }
  }
  return edits;
}

function exportModifiers(statement: ts.Statement): Edit[] {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers
    .filter(({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword)
    .map((modifier) => replace(modifier, blank(modifier.getText())));
}

function isHoistedFunction(statement: ts.Statement): statement is ts.FunctionDeclaration {
  return ts.isFunctionDeclaration(statement) && statement.name !== undefined;
}

/**
 * The functions of a cell with everything around them blank. `function f(` becomes `f=function(`, which is as
 * long; the function keeps its name and calls itself through the variable, as a declaration does.
 */
function functionsText(
  code: string,
  functions: readonly ts.FunctionDeclaration[],
  edits: readonly Edit[],
  spelled: (name: string) => string,
): EditedText {
  const parts: Edit[] = [STRICT];
  let end = 0;
  for (const node of functions) {
    const name = node.name!;
    const start = node.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)?.getStart();
    const keyword =
      start ??
      node
        .getChildren()
        .find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword)!
        .getStart();
    parts.push({
      start: end,
      end: keyword,
      text: `${blank(code.slice(end, keyword))}${spelled(name.text)}=`,
    });
    const beforeName = name.getFullStart();
    parts.push({
      start: beforeName,
      end: name.end,
      text: blank(code.slice(beforeName, name.getStart())).slice(1),
    });
    parts.push(...edits.filter((edit) => edit.start > name.end && edit.end <= node.end));
    parts.push({ start: node.end, end: node.end, text: ';' });
    end = node.end;
  }
  parts.push({ start: end, end: code.length, text: blank(code.slice(end)) });
  return editText(code, parts);
}

/** A script that binds what an import statement names; undefined for other statements. */
function importScript(statement: ts.Statement, spelled: (name: string) => string): string | undefined {
  const isImport = ts.isImportDeclaration(statement);
  if (!isImport && !ts.isExportDeclaration(statement)) return undefined;
  if (statement.moduleSpecifier === undefined) return undefined;
  const clause = isImport ? statement.importClause : undefined;
  const bindings = clause?.namedBindings;
  const wanted = new Map<string, string>(); // local name, exported name
  if (clause?.name !== undefined) wanted.set(clause.name.text, 'default');
  if (bindings !== undefined && ts.isNamedImports(bindings)) {
    for (const { name, propertyName } of bindings.elements)
      wanted.set(name.text, (propertyName ?? name).text);
  }
  const attributes = (statement.attributes?.elements ?? []).map(({ name, value }) => [
    name.text,
    (value as ts.StringLiteral).text,
  ]);
  const specifier = JSON.stringify((statement.moduleSpecifier as ts.StringLiteral).text);
  const options = attributes.length === 0 ? undefined : { with: Object.fromEntries(attributes) };
  const args = [specifier, JSON.stringify(options) ?? 'undefined', JSON.stringify([...wanted.values()])];
  const call = `await ${CELL_NAMES.import}(${args.join(', ')})`;
  if (isImport && importedNames(statement).length === 0) return call;
  if (!isImport) return call;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) {
    const namespace = spelled(bindings.name.text);
    const rest = [...wanted].map(([local]) => `, ${spelled(local)} = ${namespace}.default`).join('');
    return `let ${namespace} = ${call}${rest};`;
  }
  const pairs = [...wanted].map(([local, exported]) => `${JSON.stringify(exported)}: ${spelled(local)}`);
  return `let { ${pairs.join(', ')} } = ${call};`;
}

function replace(node: ts.Node, text: string): Edit {
  return { start: node.getStart(), end: node.end, text };
}

function blanked(code: string, node: ts.Node): Edit {
  return { start: node.getStart(), end: node.end, text: blank(code.slice(node.getStart(), node.end)) };
}

function without(edits: readonly Edit[], nodes: readonly ts.Node[]): Edit[] {
  return edits.filter(({ start, end }) => !nodes.some((node) => start >= node.getStart() && end <= node.end));
}

import { awaitsAtTop, withAwaitEdits } from './await-edits.js';
import { listNames, statementNames, varLists } from './declared-names.js';
import { blank, type Edit, type EditedText, editText } from './edited-text.js';
import { functionsText, hoistedFunctions, STRICT } from './hoisted-functions.js';
import { type ImportScript, importScripts } from './import-scripts.js';
import { parse } from './parse-cell.js';
import { topLevelReferences } from './references.js';
import { SESSION_NAMES } from './session-names.js';
import { ts } from './typescript.js';

/** Names of CommonJS that the types of Node promise to every module. */
const COMMON_JS = [
  ['require', SESSION_NAMES.require],
  ['__filename', SESSION_NAMES.filename],
  ['__dirname', SESSION_NAMES.dirname],
] as const;

/** The scripts that a cell becomes; they run in this order and share the names of the notebook. */
export interface RewrittenCell {
  readonly imports: readonly ImportScript[];
  /** Names that are declared before the rest runs. */
  readonly hoisted: readonly string[];
  readonly functions?: EditedText;
  readonly body: EditedText;
  /** Whether the body is a generator function that the session drives, because the cell waits at its top. */
  readonly isStepped: boolean;
  /** Top-level names of the cell that are also names of `globalThis`. */
  readonly shadowed: readonly string[];
  /** A call of `eval`, which would find the names of `globalThis` where the cell means its own. */
  readonly unclearEval?: { readonly name: string; readonly offset: number };
}

/**
 * Rewrites the JavaScript of a cell for evaluation as a script in strict mode. Lines stay; columns move only
 * behind an insertion, and the result knows by how much.
 *
 * - Static imports run first, `import()` goes to the session.
 * - Functions are assigned before the rest runs. `const`, `var` and functions become `let`, because no other
 *   declaration can be repeated by a later cell as any kind.
 * - A cell that waits at its top becomes a generator function; its names are declared outside of it.
 * - A name of `globalThis` gets another spelling, for the libraries in the process need the true one.
 *
 * @param globals - Names of `globalThis` when the session started.
 * @param earlierShadowed - Those that an earlier cell declared.
 * @param hasValue - Whether the cell ends with an expression.
 */
export function rewriteCell(
  code: string,
  globals: ReadonlySet<string>,
  earlierShadowed: ReadonlySet<string>,
  hasValue: boolean,
): RewrittenCell {
  const file = parse(code, 'cell.js');
  const isStepped = awaitsAtTop(file);
  const functions = hoistedFunctions(file);
  const inBody = file.statements.filter((statement) => !functions.some((node) => node === statement));
  const vars = varLists(file);
  const topNames = [...statementNames(file.statements), ...vars.flatMap(listNames)];
  const shadowed = topNames.filter((name) => globals.has(name));
  const spelling = spellings(new Set([...earlierShadowed, ...shadowed]));
  const spelled = (name: string) => spelling.get(name) ?? name;
  const edits = withAwaitEdits(file, [
    ...renames(file, spelling),
    ...vars.flatMap((list) => assignmentEdits(list)),
    ...importExpressionEdits(file),
    ...inBody.flatMap((statement) => statementEdits(statement, isStepped, spelled)),
    ...(isStepped && hasValue ? returnEdits(file) : []),
  ]);
  const hoisted = [
    ...functions.map(({ name }) => name!.text),
    ...vars.flatMap(listNames),
    ...(isStepped ? statementNames(inBody.filter((statement) => !ts.isImportDeclaration(statement))) : []),
  ];
  const isOutside = (edit: Edit) =>
    !functions.some((node) => edit.start >= node.getStart() && edit.end <= node.end);
  const [before, after] = isStepped ? STEPPED : PLAIN;
  const ownSpelling = [...earlierShadowed, ...shadowed][0];
  const evalCall = ownSpelling === undefined ? undefined : topLevelReferences(file, new Set(['eval']))[0];
  return {
    ...(evalCall === undefined ? {} : { unclearEval: { name: ownSpelling, offset: evalCall.getStart() } }),
    imports: importScripts(file, spelled),
    hoisted: [...new Set(hoisted.map(spelled))],
    ...(functions.length === 0 ? {} : { functions: functionsText(code, functions, edits, spelled) }),
    body: editText(code, [
      { start: 0, end: 0, text: before },
      ...edits.filter(isOutside),
      ...functions.map((node) => blanked(code, node)),
      { start: code.length, end: code.length, text: after },
    ]),
    isStepped,
    shadowed,
  };
}

const PLAIN = [STRICT, ''] as const;
const STEPPED = [`${STRICT}(function* () {`, '\n})'] as const;

/** Another spelling of a name that reads the same in messages: a zero-width joiner is legal inside a name. */
export function shadowedSpelling(name: string): string {
  return `${name}\u200d`;
}

/** A name of the realm as the notebook spells it. */
export function readableName(name: string): string {
  return name.replaceAll('\u200d', '');
}

function spellings(shadowed: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map<string, string>([
    ...[...shadowed].map((name) => [name, shadowedSpelling(name)] as const),
    ...COMMON_JS,
  ]);
}

function renames(file: ts.SourceFile, spelling: ReadonlyMap<string, string>): Edit[] {
  return topLevelReferences(file, spelling)
    .filter(
      (node) => !ts.findAncestor(node, (at) => ts.isImportDeclaration(at) || ts.isExportDeclaration(at)),
    )
    .map((node) => {
      const text = spelling.get(node.text)!;
      return replace(node, isShorthand(node) ? `${node.text}: ${text}` : text);
    });
}

/** `{ name }`, in a literal or a pattern. */
function isShorthand(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node;
  return (
    ts.isBindingElement(parent) &&
    parent.name === node &&
    parent.propertyName === undefined &&
    parent.dotDotDotToken === undefined &&
    ts.isObjectBindingPattern(parent.parent)
  );
}

/** A declaration becomes an assignment to variables that were declared before the cell began. */
function assignmentEdits(list: ts.VariableDeclarationList): Edit[] {
  const start = list.getStart();
  const end = start + list.getText().search(/\W/);
  const spaces = ' '.repeat(end - start);
  if (!ts.isVariableStatement(list.parent)) return [{ start, end, text: spaces }];
  // With a semicolon, for a line that starts with a bracket would go on with the line before it.
  const { parent } = list.parent;
  const isInList = ts.isSourceFile(parent) || ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent);
  return [
    { start, end, text: `${isInList ? ';(' : '('}${spaces.slice(isInList ? 2 : 1)}` },
    { start: list.end, end: list.end, text: ')' },
  ];
}

function importExpressionEdits(file: ts.SourceFile): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      edits.push(replace(node.expression, SESSION_NAMES.import));
    }
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      edits.push(replace(node, SESSION_NAMES.importMeta));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits;
}

/** Edits of a top-level statement that is no function. */
function statementEdits(
  statement: ts.Statement,
  isStepped: boolean,
  spelled: (name: string) => string,
): Edit[] {
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
  const modifiers = exportModifiers(statement);
  if (ts.isVariableStatement(statement)) {
    return [...modifiers, ...variableEdits(statement.declarationList, isStepped)];
  }
  if (!ts.isClassDeclaration(statement) && !ts.isFunctionDeclaration(statement)) return modifiers;
  if (statement.name !== undefined && !isStepped) return modifiers;
  const start = modifiers.at(-1)?.end ?? statement.getStart();
  const target = statement.name === undefined ? '' : `${spelled(statement.name.text)}=`;
  return [
    ...modifiers,
    { start, end: start, text: `;(${target}` },
    { start: statement.end, end: statement.end, text: ');' },
  ];
}

function variableEdits(list: ts.VariableDeclarationList, isStepped: boolean): Edit[] {
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  if (isVar) return []; // done with all the others, however deep they are
  if (isStepped) return assignmentEdits(list);
  if ((list.flags & ts.NodeFlags.BlockScoped) !== ts.NodeFlags.Const) return [];
  const start = list.getStart();
  return [{ start, end: start + 'const'.length, text: 'let  ' }];
}

function exportModifiers(statement: ts.Statement): Edit[] {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers
    .filter(({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword)
    .map((modifier) => replace(modifier, blank(modifier.getText())));
}

/** The last expression becomes the result of the generator. */
function returnEdits(file: ts.SourceFile): Edit[] {
  let last = file.statements.at(-1);
  if (last !== undefined && ts.isTryStatement(last)) last = last.tryBlock.statements.at(-1); // from `using`
  if (last === undefined || !(ts.isExpressionStatement(last) || ts.isExportAssignment(last))) return [];
  const start = last.getStart();
  return [{ start, end: start, text: ';return ' }];
}

function replace(node: ts.Node, text: string): Edit {
  return { start: node.getStart(), end: node.end, text };
}

function blanked(code: string, node: ts.Node): Edit {
  return { start: node.getStart(), end: node.end, text: blank(code.slice(node.getStart(), node.end)) };
}

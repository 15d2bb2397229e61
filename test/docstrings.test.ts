import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { examples } from './example-list.js';
import { importBuilt, parseSource, publicNames } from './source-files.js';

/** The prose of the docstring of what a file exports under a name. */
function docstringOf(name: string, file: string): string {
  const declaration = parseSource(file).statements.find((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.some((one) => one.name.getText() === name);
    }
    if (ts.isExportDeclaration(statement)) {
      return (statement.exportClause as ts.NamedExports).elements.some((one) => one.name.text === name);
    }
    return (statement as ts.DeclarationStatement).name?.getText() === name;
  });
  const docs = declaration === undefined ? [] : ts.getJSDocCommentsAndTags(declaration);
  return docs.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '').join('');
}

describe('public names', () => {
  it.each(publicNames)('$name has a docstring', ({ name, file }) => {
    expect(docstringOf(name, file)).toMatch(/\w/);
  });

  it('have an example where they are functions', async () => {
    const values = { ...(await importBuilt('index.ts')), ...(await importBuilt('notebook/index.ts')) };
    const without = publicNames
      .filter(({ name }) => typeof values[name] === 'function')
      .filter(({ name, file }) => !examples.some((example) => example.name === name && example.file === file))
      .map(({ name, file }) => `${file}: ${name}`);
    expect(without).toEqual([]);
  });
});

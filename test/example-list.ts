import { sourceFiles, sourceText } from './source-files.js';

/** An `@example` of a docstring. */
export interface Example {
  readonly file: string;
  /** What the docstring belongs to. */
  readonly name: string;
  readonly code: string;
}

/** All of them, by file. */
export const examples = sourceFiles.flatMap(examplesIn);

function examplesIn(file: string): Example[] {
  const text = sourceText(file);
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((comment) => {
    const body = comment[0].replace(/^\/\*\*|\*\/$/g, '').replace(/^[ \t]*\* ?/gm, '');
    const after = text.slice(comment.index + comment[0].length);
    const name = /(?:function\*?|const|class|interface|type)\s+([\p{L}\w$]+)/u.exec(after)?.[1] ?? file;
    const found = body.matchAll(/^@example\n([\s\S]*?)(?=\n@|$(?![\s\S]))/gm);
    return Array.from(found, ([, code]) => ({ file, name, code: code.trim() }));
  });
}

/** The names that a piece of code mentions. */
export function mentioned<Name extends string>(code: string, names: readonly Name[]): Name[] {
  const words = new Set(code.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
  return names.filter((name) => words.has(name as string));
}

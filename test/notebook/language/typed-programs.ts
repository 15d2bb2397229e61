import fc from 'fast-check';

type Syntax = Record<'type' | 'expression' | 'arrow' | 'member' | 'statement', string>;

/**
 * Programs of TypeScript, put together at random from its syntax; statements may end without a semicolon, and
 * line breaks stand wherever there may be one. Not every one has a sound syntax.
 */
export function typedPrograms(): fc.Arbitrary<string> {
  const { statement } = fc.letrec<Syntax>((tie) => {
    const type = tie('type');
    const expression = tie('expression');
    const arrow = tie('arrow');
    const member = tie('member');
    const statement = tie('statement');
    return {
      type: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        fc.constantFrom('T', 'string', 'A.B', 'typeof a', '{\n a: 1\n}', `\`x\${string}\``, 'unique symbol'),
        text`${type}[]`,
        text`A<${type}>`,
        text`(x: ${type}, y?: T) => ${type}`,
        text`${type}\n| ${type}`,
        text`T extends ${type} ? ${type} : U`,
      ),
      expression: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.constantFrom('a', 'b', '`t`', '/r/', '({ a }).a', 'this', '1'),
        text`(${expression})`,
        text`[${expression}]`,
        text`${expression} as ${type}`,
        text`${expression} satisfies ${type}`,
        text`${expression}!`,
        text`${expression}${fc.constantFrom('.a', '?.a', '!.a', '[0]', '++', '?.<T>(a)', '!?.a')}`,
        text`${expression}<${type}>`,
        text`${expression}${fc.constantFrom('', '<T>', '<T,\n U>')}(${expression})`,
        text`new A<${type}>(${expression})`,
        text`${expression}${breaks(' ')}${fc.constantFrom('+', '-', '*', '/', '<', '>>', '&&', '??', '=')} ${expression}`,
        text`${fc.constantFrom('-', '!', '+', 'typeof ', 'await ', '...')}${expression}`,
        text`${expression} ? ${expression} : ${expression}`,
        text`\`\${${expression}}\``,
        arrow,
        text`function <T>(this: ${type}, a?: ${type}): ${type} {\n${statement}\n}`,
        text`(class<T> extends (${expression})<T> implements A, B<T> { ${member}\n${member} })`,
        text`({ a: ${expression}, f<T>(x?: T): T {}, get b(): T { return ${expression} } })`,
      ),
      arrow: text`${fc.constantFrom('', 'async ')}${fc.constantFrom('', '<T>', '<const T,>', '<\nT>', '<T>\n')}(${parameters(type)})${fc.oneof(fc.constant(''), text`: ${type}`, text`:\n${type}`)} => ${expression}`,
      member: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        text`${modifiers()}${names()}${marks()}${fc.oneof(fc.constant(''), text`: ${type}`)}${fc.oneof(fc.constant(''), text` = ${expression}`)}`,
        text`${modifiers()}${fc.constantFrom('', '*', 'async ', 'async *')}${names()}<T>(${parameters(type)}): ${type} {\n${statement}\n}`,
        text`${modifiers()}${names()}${fc.constantFrom('', '?')}<T>(${parameters(type)}): ${type}`,
        text`declare ${names()}: ${type}`,
        text`abstract ${names()}: ${type}`,
        text`[key: string]: ${type}`,
        text`static { ${statement} }`,
        fc.constantFrom('constructor()', 'private constructor() {}', ';'),
      ),
      statement: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        expression,
        text`${fc.constantFrom('let', 'const', 'var')} x${fc.constantFrom('', '!')}: ${type}`,
        text`let { a, b: [c] }: ${type} = ${expression}`,
        text`type X<T> = ${type}`,
        text`type\nX = ${type}`,
        fc.constantFrom('interface I extends A { b: 1 }', 'declare let z: T', 'declare enum E { A }'),
        text`function f<T>(this: ${type}, ${parameters(type)}): ${type}`,
        text`${fc.constantFrom('', 'async ')}function f(this: T${fc.constantFrom('', ',')}): ${type} {\nreturn ${arrow}\n${statement}\n}`,
        text`function* g() { yield ${expression}\n${statement} }`,
        text`${fc.constantFrom('', 'abstract ', 'declare ')}class C<T> extends A<T> {\n${member}\n${member}\n${member}\n}`,
        text`if (${expression}) ${statement}`,
        text`if (${expression}) {\n${statement}\n} else ${statement}`,
        text`for (const x of ${expression}) ${statement}`,
        text`do ${statement}\nwhile (${expression})`,
        text`switch (${expression}) { case ${expression}: ${statement}\n${statement} }`,
        text`try { throw ${expression} } catch (e: unknown) { ${statement} }`,
      ),
    };
  });
  const onlyAtTop = fc.constantFrom(
    'import type D from "d"',
    'import { type A, type B as C, d } from "d"',
    'export { type A, type B }',
    'export type { A }',
    'declare module "m" { let x: T }',
    'export default abstract class D {}',
  );
  const end = fc.constantFrom('\n', '\n', ';\n', ' // (\n', '/* [\n */');
  return fc
    .array(fc.tuple(fc.oneof({ arbitrary: statement, weight: 9 }, onlyAtTop), end), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) => parts.flat().join(''));
}

function parameters(type: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom('', 'a', 'a?', '{ a }: { a: T }', '\na: T,\n'),
    text`a: ${type}, ...b: ${type}`,
  );
}

function modifiers(): fc.Arbitrary<string> {
  const words = ['public', 'private', 'protected', 'static', 'override', 'readonly'];
  return fc.subarray(words, { maxLength: 3 }).map((chosen) => chosen.map((word) => `${word} `).join(''));
}

const names = () =>
  fc.constantFrom('x', 'get', 'set', 'static', 'async', 'in', '["c"]', '#p', '"s"', 'readonly');
const marks = () => fc.constantFrom('', '', '?', '!');
const breaks = (otherwise: string) => fc.constantFrom(otherwise, otherwise, '\n');

/** A text whose gaps are filled at random. */
function text(parts: TemplateStringsArray, ...gaps: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...gaps).map((filled) => parts.map((part, i) => part + (filled[i] ?? '')).join(''));
}

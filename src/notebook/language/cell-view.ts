import { type Node, SyntaxKind } from 'ts7/unstable/ast';
import {
  type CompletionEntry,
  CompletionItemKind,
  type Symbol as NativeSymbol,
  type Project,
  SignatureKind,
  SymbolFlags,
  type Type,
} from 'ts7/unstable/sync';
import { declarationKind } from './declaration-kind.js';
import { readableType } from './readable-type.js';

/** A name that may stand at a place, as the checker knows it. */
export interface KnownName {
  readonly name: string;
  /** Kind as TypeScript calls it, for example `function`. */
  readonly kind: string;
  /** Sorts before others of less relevance. */
  readonly rank: string;
  readonly symbol?: NativeSymbol;
}

/** What is said about a name beside its text. */
export interface NameDetails {
  readonly kind: string;
  /** Its type; absent for what has none, like an interface. */
  readonly signature?: string;
  readonly documentation?: string;
}

/** What a name means at one place. */
export interface NameInfo extends NameDetails {
  readonly name: string;
  /** Each way to call it; empty for what is no function. */
  readonly calls: readonly string[];
  readonly tags: readonly { readonly name: string; readonly text: string }[];
  /** Text of its declarations; only read when asked for. */
  sources(): string[];
}

/** Which of the names of a place are meant. */
export type Meaning = 'value' | 'type';

/** The server's answer where a bare name may stand: it can list them only with what could be imported. */
const ANY_NAME = 'needs auto imports';
const NO_TRUNCATION = 1;
const MEANINGS: Record<Meaning, SymbolFlags> = {
  value: SymbolFlags.Value,
  type: SymbolFlags.Type | SymbolFlags.Namespace,
};
const SHORT = 120;

/** The checker's view of a cell that is being written. Places are offsets in the cell. */
export class CellView {
  readonly #project: Project;
  readonly #path: string;
  readonly #start: number;

  /** @param start - Where the cell begins in its file. */
  constructor(project: Project, path: string, start: number) {
    this.#project = project;
    this.#path = path;
    this.#start = start;
  }

  /** Members, keys, texts or exports that may stand at a place; `any name` where a bare name may stand. */
  namesAt(offset: number): readonly KnownName[] | 'any name' {
    try {
      const found = this.#checker.getCompletionsAtPosition(this.#path, this.#start + offset, {
        includeSymbol: true,
      });
      return (found?.entries ?? []).filter(isInsertable).map(knownName);
    } catch (error) {
      if (String(error).includes(ANY_NAME)) return 'any name';
      throw error;
    }
  }

  /** Names in reach of a place; those that mean nothing there are left out. */
  resolve(names: readonly string[], offset: number, meaning: Meaning): KnownName[] {
    return names.flatMap((name) => {
      const symbol = this.#resolve(name, offset, meaning);
      return symbol === undefined ? [] : [{ name, kind: declarationKind(symbol.flags), rank: '', symbol }];
    });
  }

  /** Details of names, in their order; without a symbol there are none. */
  details(names: readonly KnownName[], withDocumentation: boolean): (NameDetails | undefined)[] {
    const known = names.filter(({ symbol }) => symbol !== undefined);
    const types = this.#checker.getTypeOfSymbol(known.map(({ symbol }) => symbol!));
    const found = new Map(known.map((name, i) => [name, this.#details(name, types[i], withDocumentation)]));
    return names.map((name) => found.get(name));
  }

  /** What a name that begins at a place means there; a type also where only a value could stand. */
  infoAt(offset: number, name: string): NameInfo | undefined {
    const at = this.#start + offset;
    const symbol = this.#checker.getSymbolAtPosition(this.#path, at) ?? this.#resolve(name, offset, 'type');
    if (symbol === undefined) return undefined;
    const target = this.#target(symbol);
    const isValue = (target.flags & SymbolFlags.Value) !== 0;
    const type = isValue ? this.#checker.getTypeAtPosition(this.#path, at) : undefined;
    return {
      name,
      kind: declarationKind(target.flags),
      signature: type && this.#typeText(type, NO_TRUNCATION),
      calls: type === undefined ? [] : this.#calls(type),
      documentation: target.getDocumentationComment(this.#checker),
      tags: target.getJsDocTags(this.#checker).map(({ name, text = '' }) => ({ name, text })),
      sources: () => target.declarations.flatMap((handle) => sourceOf(handle.resolve(this.#project))),
    };
  }

  get #checker() {
    return this.#project.checker;
  }

  #resolve(name: string, offset: number, meaning: Meaning): NativeSymbol | undefined {
    const place = { document: this.#path, position: this.#start + offset };
    const symbol = this.#checker.resolveName(name, MEANINGS[meaning] | SymbolFlags.Alias, place);
    if (symbol === undefined) return undefined;
    const { flags } = this.#target(symbol);
    return flags & (MEANINGS[meaning] | SymbolFlags.Alias) ? symbol : undefined;
  }

  #details({ symbol, kind }: KnownName, type: Type | undefined, withDocumentation: boolean): NameDetails {
    const target = this.#target(symbol!);
    const isValue = (target.flags & SymbolFlags.Value) !== 0;
    const documentation = withDocumentation ? target.getDocumentationComment(this.#checker) : '';
    const signature = isValue && type !== undefined ? this.#typeText(type) : undefined;
    const declared = target === symbol ? kind : declarationKind(target.flags);
    return {
      kind: declared === 'variable' && CALLABLE.test(signature ?? '') ? 'function' : declared,
      ...(signature === undefined ? {} : { signature }),
      ...(documentation === '' ? {} : { documentation }),
    };
  }

  /** What an import stands for; the import itself where nothing is known of that. */
  #target(symbol: NativeSymbol): NativeSymbol {
    if (!(symbol.flags & SymbolFlags.Alias)) return symbol;
    const target = this.#checker.getAliasedSymbol(symbol);
    return target.declarations.length > 0 ? target : symbol;
  }

  #typeText(type: Type, flags?: number): string {
    return readableType(this.#checker.typeToString(type, undefined, flags));
  }

  #calls(type: Type): string[] {
    const text = (kind: SignatureKind, start: string) =>
      this.#checker.getSignaturesOfType(type, kind).flatMap((signature) => {
        const node = this.#checker.signatureToSignatureDeclaration(
          signature,
          SyntaxKind.FunctionDeclaration,
          undefined,
          NO_TRUNCATION,
        );
        if (node === undefined) return [];
        const printed = readableType(this.#project.emitter.printNode(node).replace(/^function ?/, start));
        const line = printed.replace(/\s*\n\s*/g, ' ');
        return [line.length <= SHORT ? line : printed];
      });
    return [...text(SignatureKind.Call, ''), ...text(SignatureKind.Construct, 'new ')];
  }
}

/** Text of a function's type; in a union or a list it would be in parentheses. */
const CALLABLE = /^(?:<|\((?![(<]|new |abstract )).*\) => /s;

/** A name like `order id` stands in brackets, where no dot can be before it. */
function isInsertable({ insertText }: CompletionEntry): boolean {
  return insertText === undefined || !/^\??\.?\[/.test(insertText);
}

function knownName({ name, insertText, kind, sortText = '', symbol }: CompletionEntry): KnownName {
  return {
    name: (insertText ?? name).replace(/^\?\./, ''),
    kind: (kind !== undefined && KINDS[kind]) || 'variable',
    rank: sortText,
    symbol,
  };
}

const KINDS: Partial<Record<CompletionItemKind, string>> = {
  [CompletionItemKind.Method]: 'method',
  [CompletionItemKind.Function]: 'function',
  [CompletionItemKind.Field]: 'property',
  [CompletionItemKind.Property]: 'property',
  [CompletionItemKind.Class]: 'class',
  [CompletionItemKind.Interface]: 'interface',
  [CompletionItemKind.Module]: 'module',
  [CompletionItemKind.Enum]: 'enum',
  [CompletionItemKind.EnumMember]: 'enum member',
  [CompletionItemKind.Constant]: 'string',
  [CompletionItemKind.Keyword]: 'keyword',
  [CompletionItemKind.TypeParameter]: 'type parameter',
  [CompletionItemKind.File]: 'script',
  [CompletionItemKind.Folder]: 'directory',
};

/** A declaration as it is written; of a variable, the whole statement. */
function sourceOf(node: Node | undefined): string[] {
  if (node === undefined) return [];
  const whole = node.kind === SyntaxKind.VariableDeclaration ? (node.parent?.parent ?? node) : node;
  return [whole.getText()];
}

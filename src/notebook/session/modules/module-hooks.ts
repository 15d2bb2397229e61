import type { InitializeHook, LoadHook, ResolveFnOutput, ResolveHook } from 'node:module';
import { receiveMessageOnPort } from 'node:worker_threads';
import type { LoadedModule, ModuleHooksData } from './module-table.js';

// Hooks of Node's loader, on a thread of their own. They only look up what the thread with the session decided.

const table = new Map<string, LoadedModule>();
let hooks: ModuleHooksData;

export const initialize: InitializeHook<ModuleHooksData> = (data) => {
  hooks = data;
};

export const resolve: ResolveHook = (specifier, context, next) => {
  takeNews();
  if (table.has(specifier)) return found(specifier, table.get(specifier)!.format === 'json');
  const target = table.get(context.parentURL ?? '')?.targets[specifier];
  if (target === undefined) return next(specifier, context);
  if ('lent' in target) return next(specifier, { ...context, parentURL: hooks.lender });
  if ('commonJs' in target) return next(target.commonJs, context);
  return found(target.url, target.isJson === true);
};

export const load: LoadHook = (url, context, next) => {
  takeNews();
  const module = table.get(url);
  if (module === undefined) return next(url, context);
  return { format: module.format, source: module.source, shortCircuit: true };
};

/** What was posted before an import was asked for is here by now. */
function takeNews(): void {
  for (;;) {
    const news = receiveMessageOnPort(hooks.port);
    if (news === undefined) return;
    for (const module of news.message as readonly LoadedModule[]) table.set(module.url, module);
  }
}

function found(url: string, isJson: boolean): ResolveFnOutput {
  return isJson
    ? { url, format: 'json', importAttributes: { type: 'json' }, shortCircuit: true }
    : { url, format: 'module', importAttributes: {}, shortCircuit: true };
}

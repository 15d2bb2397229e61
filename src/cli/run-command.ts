import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { InputError } from '../core/input-error.js';
import { unknownName } from '../core/unknown-name.js';
import { readNotebook } from '../notebook/document/read-notebook.js';
import { parameterNames } from '../notebook/run/apply-parameters.js';
import { planRun, type RunPlan } from '../notebook/run/plan-run.js';
import { reportPlace } from '../notebook/run/report-place.js';
import { runPlan } from '../notebook/run/run-notebook.js';
import { EXIT } from './exit-codes.js';
import type { Finish } from './program.js';
import { createProgress } from './progress.js';
import { reportResult } from './report-result.js';
import { stopOnSignals } from './stop-on-signals.js';

interface RunFlags {
  readonly param?: Readonly<Record<string, string>>;
  readonly html: string;
  readonly date?: string;
  readonly timeout?: number;
  readonly check: boolean;
}

const AFTER = `
Relative paths, in -p and in cells, start at the current folder; imports start at the folder of the notebook.
Without --date, SOURCE_DATE_EPOCH (seconds since 1970) is taken; without both, the report carries no date,
and the same inputs give the same bytes.

Exit code: 0 all is well; 1 a cell failed or took too long, a persona has an unproven sentence, or a file could
not be written; 2 the command or a notebook cannot be used, nothing ran; 130 stopped by Ctrl-C. What was
computed is written in any case.

Examples:
  clientele run notebooks/quickstart.ipynb
  clientele run notebooks/your-orders.ipynb -p orders=orders.csv -p currency=EUR --html reports --date 2026-01-31`;

/** `clientele run`. */
export function runCommand(finish: Finish): Command {
  return new Command('run')
    .description('run notebooks and write their reports: the executed notebook and one HTML page each')
    .argument('<notebook...>', 'notebooks (.ipynb), or scripts (.ts) whose cells start with // %%')
    .option(
      '-p, --param <name=value>',
      'set a variable of the cell tagged "parameters"; repeatable',
      addParameter,
      {},
    )
    .option('--html <dir>', 'folder for the reports', 'results')
    .option('--date <ISO>', 'date that the reports carry, for example 2026-01-31', isoDate)
    .option('--timeout <s>', 'seconds a notebook may take, start to end', positiveSeconds)
    .option('--no-check', 'run cells in spite of type errors, which are told as warnings')
    .addHelpText('after', AFTER)
    .action(async (paths: string[], flags: RunFlags) => finish(await run(paths, flags)));
}

async function run(paths: readonly string[], flags: RunFlags): Promise<number> {
  const plans = await planRuns(paths, flags);
  const generatedOn = flags.date ?? sourceDate(process.env.SOURCE_DATE_EPOCH);
  const { stop, release } = stopOnSignals();
  const taken = new Map<string, string>();
  let exitCode: number = EXIT.ok;
  try {
    for (const plan of plans) {
      const { path } = plan;
      if (stop.aborted) {
        process.stderr.write(`${path} was not run.\n`);
        continue;
      }
      const progress = createProgress(process.stdout, process.env);
      progress.title(path);
      const options = {
        stop,
        taken,
        check: flags.check || ('warn' as const),
        ...(generatedOn === undefined ? {} : { generatedOn }),
        ...(flags.timeout === undefined ? {} : { timeoutSeconds: flags.timeout }),
      };
      const result = await runPlan(plan, options, progress.events).finally(() => progress.end());
      exitCode = Math.max(exitCode, reportResult(path, result));
    }
  } finally {
    release();
  }
  return exitCode;
}

/** Everything that can be found wrong before the first notebook runs is found here. */
async function planRuns(paths: readonly string[], { param = {}, html }: RunFlags): Promise<RunPlan[]> {
  checkNames(paths, html);
  const plans: RunPlan[] = [];
  const known = new Set<string>();
  for (const path of paths) {
    let parameters = param;
    if (paths.length > 1) {
      const names = parameterNames(await readNotebook(path));
      for (const name of names) known.add(name);
      parameters = Object.fromEntries(Object.entries(param).filter(([name]) => names.includes(name)));
    }
    plans.push(await planRun(path, { parameters, folder: html, sources: paths }));
  }
  const unused = Object.keys(param).find((name) => !plans.some(({ parameters }) => name in parameters));
  if (unused !== undefined) throw unknownName('clientele run', 'parameter', unused, [...known]);
  return plans;
}

/** Reports are named after their notebooks: two of a name would replace one another. */
function checkNames(paths: readonly string[], folder: string): void {
  const byName = new Map<string, string>();
  for (const path of paths) {
    const { page } = reportPlace(path, folder);
    const other = byName.get(page.toLowerCase());
    if (other !== undefined && resolve(other) === resolve(path))
      throw new InputError(`${path} is given twice.`);
    if (other !== undefined) {
      throw new InputError(
        `${other} and ${path} would write the same report (${page}). Run them with two different --html.`,
      );
    }
    byName.set(page.toLowerCase(), path);
  }
}

function addParameter(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(equals, 0)).trim();
  if (name === '') throw new InvalidArgumentError('Write name=value, for example -p k=4.');
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`"${name}" is given twice.`);
  return { ...before, [name]: text.slice(equals + 1) };
}

function isoDate(text: string): string {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  const day =
    iso === null ? undefined : new Date(Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3])));
  if (
    day === undefined ||
    day.toISOString().slice(0, 10) !== text.slice(0, 10) ||
    Number.isNaN(Date.parse(text))
  ) {
    throw new InvalidArgumentError('Write a date like 2026-01-31, or a time like 2026-01-31T08:00:00Z.');
  }
  return text;
}

function positiveSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !(seconds > 0) || seconds > 2_000_000) {
    throw new InvalidArgumentError('Write seconds above 0, for example --timeout 600.');
  }
  return seconds;
}

/** The date that build systems set; it is a whole number of seconds. */
function sourceDate(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const date = new Date(Number(text) * 1000);
  if (!/^\d+$/.test(text) || Number.isNaN(date.getTime())) {
    throw new InputError(
      `SOURCE_DATE_EPOCH is ${JSON.stringify(text)}; whole seconds since 1970 are needed.`,
    );
  }
  return date.toISOString().replace('.000Z', 'Z');
}

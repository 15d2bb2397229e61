import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CodeCell, type Notebook, parseNotebook } from 'clientele/notebook';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

// The command as users run it: the build, in a process of its own, on files in a folder of its own.
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'clientele-run-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'w-'));
});

const write = (name: string, text: string) => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const executed = (name: string) => parseNotebook(read(name), name);
const codeOf = (notebook: Notebook) =>
  notebook.cells.filter((cell): cell is CodeCell => cell.cell_type === 'code');
const textOf = (cell: CodeCell) =>
  cell.outputs
    .map((output) => (output.output_type === 'stream' ? `${output.name}: ${output.text}` : ''))
    .join('');

function clientele(words: readonly string[], environment: Record<string, string> = {}, cwd = folder) {
  const { SOURCE_DATE_EPOCH: _, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...inherited, ...environment },
  });
  return { status, stdout, stderr };
}

/** Starts a run beside the test. */
function start(words: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...words], { cwd: folder });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (bytes) => {
    said.stdout += bytes;
  });
  child.stderr.on('data', (bytes) => {
    said.stderr += bytes;
  });
  const ended = new Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>(
    (resolve) => child.on('close', (code, signal) => resolve({ code, signal, ...said })),
  );
  return { child, said, ended };
}

/** Starts a run and resolves when its first cell has ended and the next one has begun. */
async function startSecondCell(words: readonly string[]) {
  const run = start(words);
  while (!/\[1\/.*\n/.test(run.said.stdout)) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 300));
  return run;
}

/** Whether the process that a cell wrote down still runs after a while. */
async function alive(name: string): Promise<boolean> {
  const pid = Number(read(name));
  for (let tries = 0; tries < 50; tries++) {
    try {
      process.kill(pid, 0);
    } catch {
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}
const WRITE_PID = `import { writeFileSync } from 'node:fs';\nwriteFileSync('pid', String(process.pid));\n`;

describe('clientele run', () => {
  it('writes the executed notebook, the page and result files; the same bytes twice', () => {
    write(
      'nb/a.ts',
      `// %% [markdown]
// # A report
// %% tags=["parameters"]
let k = 4;
let name = 'x';
// %%
import { readFileSync } from 'node:fs';
import { twice } from './local.mjs';
console.log(twice(k), name, readFileSync('data.txt', 'utf8'));
console.error('odd');
// %%
const content = { kind: 'file', name: 'list.csv', mediaType: 'text/csv', text: 'a,b\\n', description: 'A list.' };
({ [Symbol.for('Jupyter.display')]: () => ({ 'application/vnd.clientele.v1+json': content, 'text/plain': 'list' }) })`,
    );
    write('nb/local.mjs', 'export const twice = (n) => 2 * n;\n');
    write('nb/local.d.mts', 'export declare const twice: (n: number) => number;\n');
    write('data.txt', 'from the current folder');
    const words = ['run', 'nb/a.ts', '-p', 'k=7', '-p', "name=it's", '--date', '2026-01-31'];
    const first = clientele(words);
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout.replace(/\d+\.\d s/g, '_ s')).toBe(
      'nb/a.ts\n[1/3] A report … _ s\n' +
        "[2/3] import { readFileSync } from 'node:fs'; … _ s\n" +
        "[3/3] const content = { kind: 'file', name: 'list.csv', mediaType… … _ s\n" +
        `Report: ${join('results', 'a.html')} (3 files, 1 warning)\n`,
    );
    expect(readdirSync(join(folder, 'results')).sort()).toEqual(['a.html', 'a.ipynb', 'list.csv']);
    expect(read('results/list.csv')).toBe('a,b\n');
    const [parameters, output] = codeOf(executed('results/a.ipynb'));
    expect(parameters.source).toBe("let k = 7;\nlet name = 'it\\'s';");
    expect(textOf(output)).toBe("stdout: 14 it's from the current folder\nstderr: odd\n");
    const page = read('results/a.html');
    expect(page).toContain('<title>A report</title>');
    expect(page).toContain('2026');

    const hashes = () =>
      readdirSync(join(folder, 'results')).map((name) =>
        createHash('sha256')
          .update(read(`results/${name}`))
          .digest('hex'),
      );
    const before = hashes();
    rmSync(join(folder, 'results'), { recursive: true });
    expect(clientele(words).status).toBe(0);
    expect(hashes()).toEqual(before);
  });

  it('stops at the first failing cell, writes what was computed, and takes parameters where they exist', () => {
    write(
      'a.ts',
      '// %% tags=["parameters"]\nlet k = 1;\n// %%\nconsole.log(k)\n// %% Broken\nnull!.x\n// %% Later\n1',
    );
    write('b.ts', '// %%\n1 + 1');
    const { status, stderr, stdout } = clientele(['run', 'a.ts', 'b.ts', '-p', 'k=2', '--html', 'out/deep']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^a\.ts, line 6, column \d+ \(cell 3\): .*\(1 later cell not run\)\n$/);
    expect(stdout).toContain('Incomplete report: ');
    expect(stdout).toContain(`Report: ${join('out', 'deep', 'b.html')} (2 files, no warnings)`);
    const [, shown, broken, later] = codeOf(executed('out/deep/a.ipynb'));
    expect(textOf(shown)).toBe('stdout: 2\n');
    expect(broken.outputs.at(-1)?.output_type).toBe('error');
    expect(later).toMatchObject({ execution_count: null, outputs: [] });
    expect(read('out/deep/a.html')).toContain('This report is incomplete.');
  });

  it('keeps 50 MB of output, and what children of a cell write themselves', () => {
    write(
      'a.ts',
      `// %%
import { execFileSync } from 'node:child_process';
execFileSync('sh', ['-c', 'echo out; echo err >&2'], { stdio: 'inherit' });
// %%
for (let i = 0; i < 50_000; i++) console.log('x'.repeat(999));`,
    );
    expect(clientele(['run', 'a.ts']).status).toBe(0);
    const [child, much] = codeOf(executed('results/a.ipynb'));
    expect(textOf(child)).toContain('stdout: out\n');
    expect(textOf(child)).toContain('stderr: err\n');
    expect(textOf(much)).toHaveLength('stdout: '.length + 50_000_000);
  });

  it('runs in spite of type errors with --no-check, and counts them as warnings', () => {
    write('a.ts', "// %%\nconst n: number = 'x';\nconsole.log(n);");
    expect(clientele(['run', 'a.ts']).status).toBe(1);
    const { status, stdout } = clientele(['run', 'a.ts', '--no-check']);
    expect(status).toBe(0);
    expect(stdout).toContain('(2 files, 1 warning)');
    expect(textOf(codeOf(executed('results/a.ipynb'))[0])).toContain(
      "Warning: a.ts, cell 1, line 1, column 7: Type 'string' is not assignable to type 'number'. (TS2322)\n",
    );
  });

  it('never writes over a notebook', () => {
    write('a.ipynb', JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] }));
    write('sub/b.ipynb', read('a.ipynb'));
    for (const words of [
      ['run', 'a.ipynb', '--html', '.'],
      ['run', 'a.ipynb', '--html', 'sub/..'],
    ]) {
      const { status, stderr } = clientele(words);
      expect(stderr).toMatch(/a\.ipynb is the notebook itself; a run never writes over it\./);
      expect(status).toBe(2);
    }
    write('sub/a.ipynb', read('a.ipynb'));
    expect(clientele(['run', 'a.ipynb', 'sub/a.ipynb']).stderr).toBe(
      'a.ipynb and sub/a.ipynb would write the same report (a.html). Run them with two different --html.\n',
    );
    expect(existsSync(join(folder, 'results'))).toBe(false);
  });

  it('says that a sentence is unproven', () => {
    const cards = {
      kind: 'cards',
      title: 'Personas',
      cards: [
        {
          key: 's1',
          name: 'Families',
          color: '#336699',
          subtitle: 'x',
          sections: [
            {
              heading: 'Who',
              sentences: [{ text: 'They order 3 times.', evidence: [], basis: 'data', proven: false }],
            },
          ],
        },
      ],
    };
    const bundle = JSON.stringify({ 'application/vnd.clientele.v1+json': cards, 'text/plain': 'cards' });
    write('a.ts', `// %%\n({ [Symbol.for('Jupyter.display')]: () => (${bundle}) })`);
    const { status, stderr } = clientele(['run', 'a.ts']);
    expect(stderr).toBe(
      'a.ts, cell 1, card "Families": They order 3 times. (unproven: its numbers do not match their table)\n',
    );
    expect(status).toBe(1);
  });
});

describe('clientele run that is stopped', () => {
  it('ends a busy loop, an endless await and a child process after --timeout', async () => {
    const stuck = {
      busy: 'while (true) {}',
      waiting: 'await new Promise(() => {});',
      child: `import { execFileSync } from 'node:child_process';\nexecFileSync('sleep', ['600']);`,
    };
    const runs = Object.entries(stuck).map(async ([name, code]) => {
      write(`${name}.ts`, `// %%\nconsole.log('before');\n// %% Stuck\n${code}\n// %% Later\n1`);
      const { code: status, stderr } = await start(['run', `${name}.ts`, '--timeout', '10']).ended;
      expect(stderr).toBe(
        `${name}.ts, cell 2: The notebook took longer than 10 s (timeout) and was stopped at cell 2. (1 later cell not run)\n`,
      );
      expect(status).toBe(1);
      const [before, last] = codeOf(executed(`results/${name}.ipynb`));
      expect(textOf(before)).toBe('stdout: before\n');
      expect(last.outputs.at(-1)?.output_type).toBe('error');
      expect(read(`results/${name}.html`)).toContain('This report is incomplete.');
    });
    await Promise.all(runs);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('writes what was computed on %s', async (signal) => {
    write('a.ts', `// %%\n${WRITE_PID}console.log('before');\n// %% Stuck\nwhile (true) {}\n// %% Later\n1`);
    write('b.ts', '1');
    const { child, ended } = await startSecondCell(['run', 'a.ts', 'b.ts']);
    child.kill(signal);
    const { code, stderr } = await ended;
    expect(stderr).toContain('a.ts, cell 2: Interrupted at cell 2. (1 later cell not run)\n');
    expect(stderr).toContain('b.ts was not run.\n');
    expect(code).toBe(130);
    expect(textOf(codeOf(executed('results/a.ipynb'))[0])).toContain('stdout: before\n');
    expect(read('results/a.html')).toContain('Interrupted at cell 2.');
    expect(await alive('pid')).toBe(false);
  });

  it('ends at once on a second Ctrl-C, and leaves the last good files', async () => {
    // A cell that waits in native code withstands the first stop for seconds; a busy loop would end too soon.
    const blocked = `import { execSync } from 'node:child_process';\nexecSync('sleep 8');`;
    write('a.ts', `// %%\n${WRITE_PID}// %% Stuck\n${blocked}`);
    write('results/a.html', 'last good');
    const { child, ended } = await startSecondCell(['run', 'a.ts']);
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: null, signal: 'SIGINT' });
    expect(await alive('pid')).toBe(false);
    expect(readdirSync(join(folder, 'results'))).toEqual(['a.html']);
    expect(read('results/a.html')).toBe('last good');
  });

  it('takes its session process along when it is killed', async () => {
    write('a.ts', `// %%\n${WRITE_PID}// %% Stuck\nwhile (true) {}`);
    const { child, ended } = await startSecondCell(['run', 'a.ts']);
    child.kill('SIGKILL');
    await ended;
    expect(await alive('pid')).toBe(false);
  });

  it.each([
    ['process.abort();', 'The process of the session was ended by SIGABRT.'],
    [
      "process.kill(process.pid, 'SIGKILL');\nawait new Promise(() => {});",
      'The process of the session was killed (SIGKILL); the system does so when memory runs out.',
    ],
    [
      '(process as unknown as { reallyExit(code: number): void }).reallyExit(3);',
      'The process of the session ended by itself (exit code 3).',
    ],
  ])('says how %j ended the process', (code, message) => {
    write('a.ts', `// %%\nconsole.log('before');\n// %% Fatal\n${code}\n// %% Later\n1`);
    const { status, stderr } = clientele(['run', 'a.ts', '--timeout', '60'], { NODE_OPTIONS: '' });
    expect(stderr).toBe(`a.ts, cell 2: ${message} (1 later cell not run)\n`);
    expect(status).toBe(1);
    const [before, fatal] = codeOf(executed('results/a.ipynb'));
    expect(textOf(before)).toBe('stdout: before\n');
    expect(fatal.outputs).toEqual([
      {
        output_type: 'error',
        ename: 'SessionEnded',
        evalue: message,
        traceback: [`SessionEnded: ${message}`],
      },
    ]);
  });

  it('stops a cell that fills the memory for JavaScript values', () => {
    write(
      'a.ts',
      '// %% Fatal\nconst keep: unknown[] = [];\nfor (;;) keep.push(new Array(1e5).fill(0).map((_, i) => ({ i })));',
    );
    const { status, stderr } = clientele(['run', 'a.ts'], { NODE_OPTIONS: '--max-old-space-size=200' });
    expect(stderr).toMatch(
      /^a\.ts, cell 1: stopped, because the memory for JavaScript values was nearly used up; .*\.\n$/,
    );
    expect(status).toBe(1);
  });

  it('says that memory ran out where one built-in function took it all, which nothing can stop', () => {
    write('a.ts', '// %% Fatal\nJSON.parse(`[${\'{"i":1},\'.repeat(2e7)}0]`);');
    const { status, stderr } = clientele(['run', 'a.ts'], { NODE_OPTIONS: '--max-old-space-size=200' });
    expect(stderr).toBe(
      'a.ts, cell 1: The memory for JavaScript values was used up, and the process of the session ended.\n',
    );
    expect(status).toBe(1);
  });
});

describe('clientele with a wrong command line', () => {
  const NOTEBOOK = '// %% tags=["parameters"]\nlet k = 4;\n';

  it.each([
    [['rnu'], "clientele: unknown command 'rnu' (Did you mean run?)"],
    [['run'], "clientele: missing required argument 'notebook'"],
    [['run', 'a.ts', '--htm', 'x'], "clientele: unknown option '--htm' (Did you mean --html?)"],
    [['run', 'a.ts', '-p', 'k'], 'Write name=value, for example -p k=4.'],
    [['run', 'a.ts', '-p', 'k=1', '-p', 'k=2'], '"k" is given twice.'],
    [
      ['run', 'a.ts', '--date', '2026-02-30'],
      'Write a date like 2026-01-31, or a time like 2026-01-31T08:00:00Z.',
    ],
    [['run', 'a.ts', '--timeout', '0'], 'Write seconds above 0, for example --timeout 600.'],
    [['run', 'a.ts', '-p', 'k=four'], 'a.ts: k: "four" is not a number.'],
    [['run', 'a.ts', '-p', 'kk=4'], 'a.ts: there is no parameter "kk". There are: k.'],
    [['run', 'a.ts', 'b.ts', '-p', 'kay=4'], 'clientele run: there is no parameter "kay". There are: k.'],
    [['run', 'b.ts', '-p', 'k=4'], 'b.ts has no cell tagged "parameters", so k cannot be set.'],
    [['run', 'none.ipynb'], 'none.ipynb cannot be read: there is no such file.'],
    [['run', '.'], '. cannot be read: it is a folder; name a notebook in it.'],
    [['run', 'a.ts', 'a.ts'], 'a.ts is given twice.'],
    [
      ['run', 'python.ipynb'],
      'python.ipynb is a notebook in python; clientele runs TypeScript and JavaScript.',
    ],
    [
      ['run', 'a.ts', '--html', 'a.ts/x'],
      'The folder a.ts/x cannot be written: a part of the path is a file, not a folder.',
    ],
    [['run', 'a.ts', '--html', 'b.ts'], 'The folder b.ts cannot be written: it is a file.'],
    [
      ['run', 'a.ts', '--html', '/proc/x/y'],
      'The folder /proc/x/y cannot be written: no folder can be made there.',
    ],
  ])('%j', (words, message) => {
    write('a.ts', NOTEBOOK);
    write('b.ts', '1');
    const python = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { language: 'python' } },
      cells: [],
    };
    write('python.ipynb', JSON.stringify(python));
    const { status, stdout, stderr } = clientele(words);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('prints version and help', () => {
    expect(clientele(['--version'])).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
    });
    expect(clientele(['run', '--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('--timeout <s>'),
    });
  });

  it('refuses a date that is none', () => {
    write('a.ts', NOTEBOOK);
    expect(clientele(['run', 'a.ts'], { SOURCE_DATE_EPOCH: 'now' })).toMatchObject({
      status: 2,
      stderr: 'SOURCE_DATE_EPOCH is "now"; whole seconds since 1970 are needed.\n',
    });
  });
});

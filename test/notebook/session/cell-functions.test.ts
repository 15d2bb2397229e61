import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommMessage } from '#clientele/notebook/session/comm-message';
import { type OpenSession, openSession } from './open-session.js';

let open: OpenSession;
const said: CommMessage[] = [];
const asked: [string, boolean][] = [];
beforeAll(async () => {
  open = await openSession({
    check: true,
    input: (_, question, password) => {
      asked.push([question, password]);
      return question === 'stop?' ? undefined : 'Ada';
    },
    onComm: (_, message) => said.push(message),
  });
});
afterAll(() => open.session.close());

describe('display', () => {
  it('takes bundles, ids and updates', async () => {
    const cell = await open.run(
      "display({ 'text/html': '<b>4</b>', 'text/plain': '4' }, { raw: true, display_id: 'four' }); display(5, { display_id: 'four', update: true })",
    );
    expect(cell.outputs).toEqual([
      {
        output_type: 'display_data',
        data: { 'text/html': '<b>4</b>', 'text/plain': '4' },
        metadata: {},
        transient: { display_id: 'four' },
      },
      {
        output_type: 'update_display_data',
        data: { 'text/plain': '5' },
        metadata: {},
        transient: { display_id: 'four' },
      },
    ]);
  });

  it('writes HTML, Markdown, SVG and JSON, with text beside', async () => {
    const cell = await open.run(
      "display.html('<p>a <b>b</b></p><style>p{}</style>'); display.md('# A'); display.svg('<svg><title>Dot</title></svg>'); display.json({ a: [1] })",
    );
    expect(cell.outputs.map((output) => 'data' in output && output.data)).toEqual([
      { 'text/html': '<p>a <b>b</b></p><style>p{}</style>', 'text/plain': 'a b' },
      { 'text/markdown': '# A', 'text/plain': '# A' },
      {
        'image/svg+xml': '<svg><title>Dot</title></svg>',
        'text/html': expect.stringMatching(/^<img src="data:image\/svg\+xml;charset=utf-8,[^"]*" alt="Dot"/),
        'text/plain': 'Dot',
      },
      { 'application/json': { a: [1] }, 'text/plain': '{\n  "a": [\n    1\n  ]\n}' },
    ]);
  });

  it('says what is wrong with its options and values', async () => {
    const messages = [];
    for (const source of [
      'display(1, { update: true })',
      'display([1], { raw: true })',
      'display.json(undefined)',
      'display.figure({ data: [{}] })',
    ]) {
      const { error } = await open.run(source);
      messages.push([error?.kind, error?.evalue.split(/[:.]/)[0]]);
    }
    expect(messages).toEqual([
      ['input', 'display'],
      ['input', 'display'],
      ['input', 'display'],
      ['input', 'display'],
    ]);
  });

  it('is known to the type check', async () => {
    expect((await open.run('display(1, { updat: true })')).error?.kind).toBe('type');
    expect((await open.run('const age: number = prompt("?")')).error?.kind).toBe('type');
  });
});

it('clearOutput says at once or with the next output', async () => {
  const cell = await open.run('clearOutput(); clearOutput({ wait: true })');
  expect(cell.outputs).toEqual([
    { output_type: 'clear_output', wait: false },
    { output_type: 'clear_output', wait: true },
  ]);
});

describe('prompt', () => {
  it('gives what was typed', async () => {
    const cell = await open.run("[prompt('Name?'), prompt.password('Word?')].join()");
    expect(cell.value()).toBe("'Ada,Ada'");
    expect(asked).toEqual([
      ['Name?', false],
      ['Word?', true],
    ]);
  });

  it('ends its cell when Stop closed the box', async () => {
    const cell = await open.run("prompt('stop?'); console.log('went on')");
    expect(cell.status).toBe('interrupted');
    expect(cell.text()).toBe('');
  });
});

describe('comms', () => {
  it('open, send and receive; what a handler prints belongs to its cell', async () => {
    const cell = await open.run(
      "const slider = comms.open('slider', { k: 4 }); slider.onMessage = ({ k }) => console.log('k is', k); slider.send({ k: 5 }, [new Uint8Array([1])]); slider.id",
    );
    const id = cell.value()!.slice(1, -1);
    expect(said.splice(0)).toMatchObject([
      { kind: 'comm_open', commId: id, targetName: 'slider', data: { k: 4 } },
      { kind: 'comm_msg', commId: id, data: { k: 5 }, buffers: [new Uint8Array([1])] },
    ]);
    expect(open.session.comms()).toEqual({ [id]: 'slider' });
    await open.session.comm({ kind: 'comm_msg', commId: id, data: { k: 6 }, metadata: {}, buffers: [] });
    expect(cell.text()).toBe('k is 6\n');
    await open.session.comm({ kind: 'comm_close', commId: id, data: {}, metadata: {}, buffers: [] });
    expect(open.session.comms()).toEqual({});
    expect((await open.run('slider.send({})')).error?.evalue).toContain('closed');
  });

  it('accept what a front end opens, close what nobody accepts, and show what a handler throws', async () => {
    const cell = await open.run(
      "comms.accept('chart', (comm, data) => { if (data.bad) throw new RangeError('bad'); comm.send({ got: data.n }) })",
    );
    const opening = { kind: 'comm_open', targetName: 'chart', metadata: {}, buffers: [] } as const;
    await open.session.comm({ ...opening, commId: 'a', data: { n: 3 } });
    await open.session.comm({ ...opening, commId: 'b', targetName: 'none', data: {} });
    await open.session.comm({ ...opening, commId: 'c', data: { bad: true } });
    expect(said.splice(0)).toMatchObject([
      { kind: 'comm_msg', commId: 'a', data: { got: 3 } },
      { kind: 'comm_close', commId: 'b' },
    ]);
    expect(cell.outputs.at(-1)).toMatchObject({ output_type: 'error', ename: 'RangeError' });
  });
});

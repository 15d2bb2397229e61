import { describe, expect, it } from 'vitest';
import { FrontDesk } from '#clientele/notebook/kernel/front-desk';
import type { KernelSession, KernelSessionOptions } from '#clientele/notebook/kernel/kernel-session';
import type { Outgoing } from '#clientele/notebook/kernel/message';
import { SessionDesk } from '#clientele/notebook/kernel/session-desk';
import type { CellResult } from '#clientele/notebook/session/session';

type Asked = Pick<KernelSessionOptions, 'onOutput' | 'input' | 'onComm'>;
// biome-ignore lint/suspicious/noExplicitAny: tests look into contents of every shape
type Sent = { channel: string; type: string; parent: string | undefined; content: any };

/** Both desks, wired without threads and sockets; cells are run by `cells`, by their source. */
function kernel(
  cells: Record<string, (id: string, asked: Asked) => CellResult | Promise<CellResult>>,
  more: Partial<KernelSession> = {},
) {
  const sent: Sent[] = [];
  const typed: (string | undefined)[] = [];
  let interrupts = 0;
  const front = new FrontDesk(
    {
      send(channel, { headerText, parentText, contentText }: Outgoing) {
        const { msg_type: type } = JSON.parse(headerText);
        sent.push({ channel, type, parent: JSON.parse(parentText).msg_id, content: JSON.parse(contentText) });
        if (type === 'input_request') receive('stdin', 'input_reply', { value: 'Ada 😀' });
      },
      toSession: (said) => {
        if (said.kind === 'request') void session.answer(said);
      },
      interrupt: () => {
        interrupts++;
      },
      answerInput: (value) => typed.push(value),
      stopInput: () => typed.push(undefined),
      now: () => '2026-01-02T03:04:05.000Z',
      log: () => {},
    },
    { session: 'kernel', kernelInfo: { status: 'ok' }, ports: {} },
  );
  const session = new SessionDesk({
    say: (said) => front.hear(said),
    running() {},
    ask(open) {
      open();
      return typed.shift();
    },
    async createSession(asked) {
      return {
        execute: async ({ id, source }) => (cells[source] ?? (() => ok))(id, asked),
        interrupt: () => {},
        close: async () => {},
        ...more,
      };
    },
  });
  let count = 0;
  function receive(channel: 'shell' | 'control' | 'stdin', type: string, content: unknown): string {
    count++;
    const header = { msg_id: `${type} ${count}`, msg_type: type };
    const headerText = JSON.stringify(header);
    const contentText = JSON.stringify(content);
    front.receive(channel, {
      identities: [],
      header,
      headerText,
      metadataText: '{}',
      contentText,
      buffers: [],
    });
    return header.msg_id;
  }
  /** Sends a request; what was sent because of it, once it is idle. */
  async function ask(
    type: string,
    content: unknown,
    channel: 'shell' | 'control' = 'shell',
  ): Promise<Sent[]> {
    const id = receive(channel, type, content);
    await expect
      .poll(() => sent.some((m) => m.parent === id && m.content.execution_state === 'idle'))
      .toBe(true);
    return sent.filter(({ parent }) => parent === id);
  }
  return { ask, receive, sent, front, interrupts: () => interrupts };
}

const ok: CellResult = { status: 'ok', executionCount: 0 };
const reply = (messages: Sent[]) => messages.find(({ type }) => type.endsWith('_reply'))?.content;
const types = (messages: Sent[]) => messages.map(({ type }) => type);

describe('displays', () => {
  const bundle = { data: { 'text/plain': 'x' }, metadata: { isolated: true } };
  const { ask } = kernel({
    'displays()': (id, { onOutput }) => {
      onOutput(id, { output_type: 'stream', name: 'stdout', text: 'a' });
      onOutput(id, { output_type: 'stream', name: 'stdout', text: 'b' });
      onOutput(id, { output_type: 'display_data', ...bundle, transient: { display_id: 'd' } });
      onOutput(id, { output_type: 'update_display_data', ...bundle, transient: { display_id: 'd' } });
      onOutput(id, { output_type: 'clear_output', wait: true });
      onOutput(id, { output_type: 'stream', name: 'stderr', text: 'c' });
      onOutput(id, { output_type: 'execute_result', execution_count: 99, ...bundle });
      return ok;
    },
  });

  it('go out in order, streams joined, all before the reply and idle', async () => {
    const messages = await ask('execute_request', { code: 'displays()' });
    expect(messages.map(({ type, content }) => [type, content])).toEqual([
      ['status', { execution_state: 'busy' }],
      ['execute_input', { code: 'displays()', execution_count: 1 }],
      ['stream', { name: 'stdout', text: 'ab' }],
      ['display_data', { ...bundle, transient: { display_id: 'd' } }],
      ['update_display_data', { ...bundle, transient: { display_id: 'd' } }],
      ['clear_output', { wait: true }],
      ['stream', { name: 'stderr', text: 'c' }],
      ['execute_result', { ...bundle, execution_count: 1 }],
      ['execute_reply', { status: 'ok', execution_count: 1, payload: [], user_expressions: {} }],
      ['status', { execution_state: 'idle' }],
    ]);
  });
});

describe('completion, inspection, completeness', () => {
  const { ask } = kernel(
    {},
    {
      // Finds the letters in front of the cursor, places in UTF-16 units.
      complete: async (code, cursor) => {
        const start = cursor - (/[a-z]*$/.exec(code.slice(0, cursor))?.[0].length ?? 0);
        return { start, end: cursor, items: [{ text: 'length', kind: 'property', signature: 'number' }] };
      },
      inspect: async (code, cursor, detail) =>
        code === '' ? undefined : { 'text/plain': `${cursor} ${detail}` },
      isComplete: async (code) =>
        code.endsWith('{') ? { status: 'incomplete', indent: '  ' } : { status: 'complete' },
    },
  );

  it('speaks of places in code points outside and in UTF-16 units inside', async () => {
    expect(reply(await ask('complete_request', { code: '"😀".le; x', cursor_pos: 6 }))).toEqual({
      status: 'ok',
      matches: ['length'],
      cursor_start: 4,
      cursor_end: 6,
      metadata: {
        _jupyter_types_experimental: [
          { start: 4, end: 6, text: 'length', type: 'property', signature: 'number' },
        ],
      },
    });
    expect(reply(await ask('inspect_request', { code: '"😀".le', cursor_pos: 6, detail_level: 1 }))).toEqual({
      status: 'ok',
      found: true,
      data: { 'text/plain': '7 1' },
      metadata: {},
    });
  });

  it('says when nothing is known', async () => {
    expect(reply(await ask('inspect_request', { code: '', cursor_pos: 0 }))).toEqual({
      status: 'ok',
      found: false,
      data: {},
      metadata: {},
    });
  });

  it('gives the indent of an incomplete text only', async () => {
    expect(reply(await ask('is_complete_request', { code: 'if (a) {' }))).toEqual({
      status: 'incomplete',
      indent: '  ',
    });
    expect(reply(await ask('is_complete_request', { code: '1' }))).toEqual({ status: 'complete' });
  });

  it('answers with an error when a part of the session fails, and goes on', async () => {
    const failing = kernel(
      {},
      {
        complete: async () => {
          throw new TypeError('completion list needs auto imports');
        },
      },
    );
    expect(reply(await failing.ask('complete_request', { code: 'a', cursor_pos: 1 }))).toMatchObject({
      status: 'error',
      ename: 'TypeError',
      evalue: 'completion list needs auto imports',
    });
    expect(reply(await failing.ask('execute_request', { code: '1' }))).toMatchObject({ status: 'ok' });
  });
});

describe('input', () => {
  const cells = {
    'ask()': (id: string, { input, onOutput }: Asked) => {
      onOutput(id, { output_type: 'stream', name: 'stdout', text: `${input(id, 'Name?', false)}\n` });
      return ok;
    },
  };

  it('shows a box and hands over what was typed', async () => {
    const { ask } = kernel(cells);
    const messages = await ask('execute_request', { code: 'ask()', allow_stdin: true });
    expect(messages.find(({ type }) => type === 'input_request')).toMatchObject({
      channel: 'stdin',
      content: { prompt: 'Name?', password: false },
    });
    expect(messages.find(({ type }) => type === 'stream')?.content.text).toBe('Ada 😀\n');
  });

  it('fails at once where the client takes no input', async () => {
    const { ask } = kernel(cells);
    const messages = await ask('execute_request', { code: 'ask()', allow_stdin: false });
    expect(types(messages)).not.toContain('input_request');
    expect(reply(messages)).toMatchObject({ status: 'error', ename: 'InputError' });
  });

  it('lets a stray answer pass', async () => {
    const { ask, receive } = kernel(cells);
    receive('stdin', 'input_reply', { value: 'nobody asked' });
    expect(reply(await ask('execute_request', { code: '1' }))).toMatchObject({ status: 'ok' });
  });
});

describe('comms', () => {
  it('reach the session, and the session reaches the front end', async () => {
    const heard: unknown[] = [];
    const { ask } = kernel(
      {
        'open()': (id, { onComm }) => {
          const [data, metadata] = [{ at: 0.5 }, { version: 2 }];
          onComm(id, { kind: 'comm_open', commId: 'c', targetName: 'bar', data, metadata, buffers: [] });
          return ok;
        },
      },
      { comm: (message) => void heard.push(message), comms: () => ({ c: 'bar', other: 'slider' }) },
    );
    const opened = await ask('execute_request', { code: 'open()' });
    expect(opened.find(({ type }) => type === 'comm_open')?.content).toEqual({
      comm_id: 'c',
      target_name: 'bar',
      data: { at: 0.5 },
    });
    expect(types(await ask('comm_msg', { comm_id: 'c', data: { clicked: true } }))).toEqual([
      'status',
      'status',
    ]);
    expect(heard).toMatchObject([{ kind: 'comm_msg', commId: 'c', data: { clicked: true } }]);
    expect(reply(await ask('comm_info_request', { target_name: 'bar' }))).toEqual({
      status: 'ok',
      comms: { c: { target_name: 'bar' } },
    });
  });

  it('are closed again when nobody takes them', async () => {
    const messages = await kernel({}).ask('comm_open', { comm_id: 'c', target_name: 'x', data: {} });
    expect(messages.find(({ type }) => type === 'comm_close')?.content).toEqual({ comm_id: 'c', data: {} });
  });
});

describe('the queue', () => {
  const error = {
    output_type: 'error',
    kind: 'thrown',
    ename: 'Error',
    evalue: 'no',
    traceback: ['no'],
  } as const;
  const cells = {
    'fails()': (): CellResult => ({ status: 'error', executionCount: 0, error }),
    'stopped()': (): CellResult => ({ status: 'interrupted', executionCount: 0, error }),
  };

  it.each(['fails()', 'stopped()'])('is aborted after %s, but for what is no cell', async (code) => {
    const { receive, ask } = kernel(cells);
    receive('shell', 'execute_request', { code });
    receive('shell', 'execute_request', { code: '1' });
    const complete = ask('complete_request', { code: 'a', cursor_pos: 1 });
    const last = await ask('execute_request', { code: '2' });
    expect(last.map(({ type, content }) => [type, content])).toEqual([
      ['status', { execution_state: 'busy' }],
      ['execute_reply', { status: 'aborted' }],
      ['status', { execution_state: 'idle' }],
    ]);
    expect(reply(await complete)).toMatchObject({ status: 'ok', matches: [] });
    expect(reply(await ask('execute_request', { code: '3' }))).toMatchObject({ execution_count: 2 });
  });

  it('goes on where the client asks for it, and after a silent cell', async () => {
    const { receive, ask } = kernel(cells);
    receive('shell', 'execute_request', { code: 'fails()', stop_on_error: false });
    receive('shell', 'execute_request', { code: 'fails()', silent: true });
    expect(reply(await ask('execute_request', { code: '1' }))).toMatchObject({ status: 'ok' });
  });

  it('does not hold up control requests', async () => {
    let finish = (_: CellResult) => {};
    const { receive, ask, interrupts } = kernel({
      'long()': () => new Promise((resolve) => (finish = resolve)),
    });
    receive('shell', 'execute_request', { code: 'long()' });
    expect(reply(await ask('kernel_info_request', {}, 'control'))).toEqual({ status: 'ok' });
    expect(reply(await ask('interrupt_request', {}, 'control'))).toEqual({ status: 'ok' });
    expect(interrupts()).toBe(1);
    finish(ok);
  });
});

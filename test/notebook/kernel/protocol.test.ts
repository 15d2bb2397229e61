import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dealer } from 'zeromq';
import { KernelClient } from './client.js';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
});
afterAll(() => kernel.stop());

const text = (outputs: { type: string; content: { name?: string; text?: string } }[], name = 'stdout') =>
  outputs
    .map(({ type, content }) => (type === 'stream' && content.name === name ? content.text : ''))
    .join('');

describe('kernel_info', () => {
  it('welcomes who subscribes to outputs', () => {
    expect(kernel.received.find(({ type }) => type === 'iopub_welcome')).toMatchObject({
      parent: {},
      content: { subscription: '' },
    });
  });

  it('says protocol, language and how to highlight it', async () => {
    const { content } = await kernel.request('kernel_info_request');
    expect(content).toMatchObject({
      status: 'ok',
      protocol_version: '5.4',
      implementation: 'clientele',
      debugger: false,
      language_info: {
        name: 'typescript',
        mimetype: 'text/typescript',
        file_extension: '.ts',
        pygments_lexer: 'typescript',
        codemirror_mode: 'typescript',
      },
    });
    expect((await kernel.request('kernel_info_request', {}, 'control')).content.status).toBe('ok');
    expect((await kernel.request('connect_request')).content.shell_port).toBe(kernel.connection.shell_port);
  });
});

describe('execute', () => {
  it('is busy first and idle last, echoes the source, counts, and answers', async () => {
    const before = await kernel.execute('0');
    const { id, reply, iopub } = await kernel.execute('const six = 2 * 3; six');
    const count = before.reply.content.execution_count + 1;
    expect(iopub.map(({ type, content }) => [type, content])).toEqual([
      ['status', { execution_state: 'busy' }],
      ['execute_input', { code: 'const six = 2 * 3; six', execution_count: count }],
      ['execute_result', { data: { 'text/plain': '6' }, metadata: {}, execution_count: count }],
      ['status', { execution_state: 'idle' }],
    ]);
    expect(reply.content).toEqual({
      status: 'ok',
      execution_count: count,
      payload: [],
      user_expressions: {},
    });
    expect(reply.parent).toMatchObject({ msg_id: id, session: kernel.session, username: 'tester' });
    expect(reply.header).toMatchObject({ msg_type: 'execute_reply', version: '5.4' });
    expect(new Date(reply.header.date).toISOString()).toBe(reply.header.date);
  });

  it('publishes nothing of a silent cell, and does not count it', async () => {
    const before = await kernel.execute('0');
    const silent = await kernel.execute('console.log("unheard"); var quiet = 5; quiet', { silent: true });
    expect(silent.iopub.map(({ type }) => type)).toEqual(['status', 'status']);
    expect(silent.reply.content.execution_count).toBe(before.reply.content.execution_count);
    const after = await kernel.execute('quiet');
    expect(after.outputs[0].content.data['text/plain']).toBe('5');
    expect(after.reply.content.execution_count).toBe(before.reply.content.execution_count + 1);
  });

  it('shows but does not count a cell that is not to be stored', async () => {
    const before = await kernel.execute('0');
    const { reply, outputs } = await kernel.execute('"seen"', { store_history: false });
    expect(outputs).toHaveLength(1);
    expect(reply.content.execution_count).toBe(before.reply.content.execution_count);
  });

  it('evaluates user expressions, each with its own outcome', async () => {
    const { reply, outputs } = await kernel.execute('const seven = 7;', {
      user_expressions: { twice: '2 * seven', wrong: 'seven.nowhere.at' },
    });
    expect(outputs).toEqual([]);
    expect(reply.content.user_expressions).toMatchObject({
      twice: { status: 'ok', data: { 'text/plain': '14' } },
      wrong: { status: 'error' },
    });
    expect(reply.content.user_expressions.wrong.evalue).not.toBe('');
  });

  it('keeps the order of both streams', async () => {
    const { outputs } = await kernel.execute('console.log("1"); console.error("2"); console.log("3")');
    expect(outputs.map(({ content }) => [content.name, content.text])).toEqual([
      ['stdout', '1\n'],
      ['stderr', '2\n'],
      ['stdout', '3\n'],
    ]);
  });

  it('sends an error once, and the same in the reply', async () => {
    const { outputs, reply } = await kernel.execute('throw new RangeError("too far")');
    expect(outputs.map(({ type }) => type)).toEqual(['error']);
    expect(outputs[0].content).toMatchObject({ ename: 'RangeError', evalue: 'too far' });
    expect(outputs[0].content.traceback.join('\n')).toContain('RangeError');
    expect(reply.content).toMatchObject({ status: 'error', ename: 'RangeError', evalue: 'too far' });
    expect(reply.content.traceback).toEqual(outputs[0].content.traceback);
  });

  it('aborts what was queued behind a failing cell, then goes on', async () => {
    const failing = 'await new Promise((resolve) => setTimeout(resolve, 300)); throw new Error("first")';
    const ids = [failing, '"second"', '"third"'].map((code) =>
      kernel.send('shell', 'execute_request', { code }),
    );
    const replies = await Promise.all(ids.map((id) => kernel.reply(id)));
    expect(replies.map(({ content }) => content.status)).toEqual(['error', 'aborted', 'aborted']);
    await kernel.idle(ids[2]);
    expect(kernel.iopubOf(ids[2]).map(({ type }) => type)).toEqual(['status', 'status']);
    expect((await kernel.execute('"fourth"')).reply.content.status).toBe('ok');
  });

  it('does not abort where stop_on_error is false', async () => {
    const failing = kernel.send('shell', 'execute_request', { code: 'throw 1', stop_on_error: false });
    const next = kernel.send('shell', 'execute_request', { code: '2' });
    expect((await kernel.reply(failing)).content.status).toBe('error');
    expect((await kernel.reply(next)).content.status).toBe('ok');
  });

  it('puts late output into the cell that started it', async () => {
    const first = await kernel.execute('setTimeout(() => console.log("late"), 300); 0');
    await kernel.execute('console.log("second")');
    const late = await kernel.until(({ content }) => content.text === 'late\n');
    expect(late.parent.msg_id).toBe(first.id);
  });

  it('loses none of 100,000 lines and none of 50 MB', async () => {
    const lines = await kernel.execute('for (let i = 0; i < 100_000; i++) console.log(i)');
    expect(text(lines.outputs)).toBe(Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join(''));
    expect(lines.outputs.length).toBeLessThan(5000);
    const big = await kernel.execute('for (let i = 0; i < 50; i++) console.log("x".repeat(1_000_000))');
    expect(text(big.outputs)).toHaveLength(50 * 1_000_001);
  });

  it('captures worker threads and children that inherit the standard streams, in order', async () => {
    const { outputs } = await kernel.execute(`
      import { execSync, spawn } from 'node:child_process';
      import { once } from 'node:events';
      import { Worker } from 'node:worker_threads';
      console.log('1');
      execSync('echo 2; echo 2 >&2', { stdio: 'inherit' });
      console.log('3');
      await once(spawn('echo', ['4'], { stdio: ['ignore', 'inherit', 1] }), 'close');
      const worker = new Worker('console.log("5")', { eval: true });
      await once(worker, 'exit');`);
    expect(text(outputs).split('\n').slice(0, 5)).toEqual(['1', '2', '3', '4', '5']);
    expect(text(outputs, 'stderr')).toBe('2\n');
  });

  it('puts what a child prints late into the cell that started it', async () => {
    const first = await kernel.execute(`
      import { spawn } from 'node:child_process';
      spawn('sh', ['-c', 'sleep 0.5; echo from a child'], { stdio: 'inherit' }); 0`);
    await kernel.execute('console.log("next")');
    const late = await kernel.until(({ content }) => content.text === 'from a child\n');
    expect(late.parent.msg_id).toBe(first.id);
  });

  it('keeps every result of 200 quick cells', async () => {
    const ids = Array.from({ length: 200 }, (_, i) =>
      kernel.send('shell', 'execute_request', { code: `${i} + 0.5` }),
    );
    await kernel.idle(ids.at(-1)!);
    const results = ids.map((id) => kernel.iopubOf(id).find(({ type }) => type === 'execute_result'));
    expect(results.map((result) => result?.content.data['text/plain'])).toEqual(
      ids.map((_, i) => `${i + 0.5}`),
    );
  });
});

describe('other requests', () => {
  it('are all answered with a status', async () => {
    const asked: [string, object][] = [
      ['complete_request', { code: 'conso', cursor_pos: 5 }],
      ['inspect_request', { code: 'console', cursor_pos: 3, detail_level: 0 }],
      ['is_complete_request', { code: '1 + 1' }],
      ['history_request', { hist_access_type: 'tail', n: 3 }],
      ['comm_info_request', {}],
      ['debug_request', { type: 'request', seq: 7, command: 'attach' }],
      ['create_subshell_request', {}],
    ];
    for (const [type, content] of asked) {
      const channel = type === 'debug_request' ? 'control' : 'shell';
      const reply = await kernel.request(type, content, channel);
      expect(reply.type).toBe(type.replace('_request', '_reply'));
      expect(typeof reply.content.status, type).toBe('string');
      await kernel.idle(reply.parent.msg_id);
    }
  });

  it('give the history of this session', async () => {
    await kernel.execute('"for the history"');
    const { content } = await kernel.request('history_request', {
      hist_access_type: 'search',
      pattern: '*the hist*',
      output: true,
    });
    expect(content.history.at(-1)[2][0]).toBe('"for the history"');
    expect(content.history.at(-1)[2][1]).toContain('for the history');
  });

  it('refuse the debugger in its own words', async () => {
    const { content } = await kernel.request('debug_request', { seq: 7, command: 'attach' }, 'control');
    expect(content).toMatchObject({ success: false, request_seq: 7, command: 'attach', status: 'error' });
  });
});

describe('bad input on the wire', () => {
  const isAlive = async () => expect((await kernel.execute('1 + 1')).reply.content.status).toBe('ok');

  it('refuses a wrong signature and says nothing to its sender', async () => {
    const frames = kernel.frames('execute_request', { code: 'globalThis.forged = true' }, 'forged');
    frames[1] = Buffer.from('0'.repeat(64));
    await kernel.sendFrames('shell', frames);
    const { outputs } = await kernel.execute('"forged" in globalThis');
    expect(outputs[0].content.data['text/plain']).toBe('false');
    expect(kernel.received.filter(({ parent }) => parent.msg_id === 'forged')).toEqual([]);
  });

  it('survives random frames on every channel, and floods of them', async () => {
    const dealers = ['shell', 'control', 'stdin', 'hb', 'iopub'] as const;
    for (const channel of dealers) {
      const dealer = new Dealer({ linger: 100 });
      dealer.connect(kernel.address(channel));
      for (let i = 0; i < 50 && channel !== 'iopub'; i++) {
        await dealer.send(Array.from({ length: 1 + (i % 8) }, () => randomBytes(i)));
      }
      dealer.close();
    }
    await isAlive();
  });

  it('answers contents that are no object, and values of the wrong type', async () => {
    for (const content of [null, 5, [], 'text', { code: 7 }, { code: null, user_expressions: 3 }]) {
      const reply = await kernel.request('execute_request', content);
      expect(['ok', 'error']).toContain(reply.content.status);
    }
    const reply = await kernel.request('complete_request', { code: 'a', cursor_pos: 'end' });
    expect(reply.content.status).toBe('ok');
    await isAlive();
  });

  it('lets messages of an unknown type pass', async () => {
    await kernel.idle(kernel.send('shell', 'no_such_thing', {}));
    await kernel.idle(kernel.send('control', 'no_such_thing', {}));
    await isAlive();
  });

  it('takes a message of 100 MB', async () => {
    const data = { text: 'y'.repeat(100_000_000) };
    await kernel.idle(kernel.send('shell', 'comm_msg', { comm_id: 'nobody', data }));
    await isAlive();
  });

  it('takes text of every script and an empty cell', async () => {
    const { outputs } = await kernel.execute('console.log("Größe, 顧客, 😀, \\u{1F468}")');
    expect(text(outputs)).toBe('Größe, 顧客, 😀, 👨\n');
    expect((await kernel.execute('  ')).reply.content.status).toBe('ok');
  });

  it('goes on when a client vanishes in the middle', async () => {
    const dealer = new Dealer({ linger: 500, routingId: 'gone' });
    dealer.connect(kernel.address('shell'));
    const code = 'await new Promise((resolve) => setTimeout(resolve, 300)); console.log("x".repeat(1e6))';
    await dealer.send(kernel.frames('execute_request', { code, user_expressions: {} }, 'vanished'));
    await kernel.until(({ type, parent }) => type === 'execute_input' && parent.msg_id === 'vanished');
    dealer.close();
    await isAlive();
  });

  it('never shows the connection key', async () => {
    await kernel.execute('console.log(process.argv, process.env)');
    const everything = JSON.stringify(kernel.received) + kernel.written;
    expect(everything).not.toContain(String(kernel.connection.key));
    expect(kernel.written).toContain('refused: wrong signature');
  });
});

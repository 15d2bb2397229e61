import { currentTask, type Task } from 'clientele';
import { afterEach, describe, expect, it } from 'vitest';
import { breathe, TASK_KEY } from '#clientele/core/task';

const ambient = globalThis as { [TASK_KEY]?: () => Task | undefined };

describe('currentTask', () => {
  afterEach(() => {
    delete ambient[TASK_KEY];
  });

  it('is silent outside a session', () => {
    expect(currentTask().signal.aborted).toBe(false);
    expect(() => currentTask().progress(0.5, 'half')).not.toThrow();
  });

  it('is what a running session offers', () => {
    const task: Task = { signal: new AbortController().signal, progress() {}, warn() {} };
    ambient[TASK_KEY] = () => task;
    expect(currentTask()).toBe(task);
  });
});

describe('breathe', () => {
  it('throws the reason of the stop', async () => {
    const controller = new AbortController();
    const task: Task = { signal: controller.signal, progress() {}, warn() {} };
    await breathe(task);
    controller.abort(new Error('stopped by the reader'));
    await expect(breathe(task)).rejects.toThrow('stopped by the reader');
  });
});

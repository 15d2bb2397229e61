import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { installKernelspec } from '#clientele/notebook/kernel/kernelspec';
import { freePorts, MAIN } from '../client.js';

/** A JupyterLab server on a port of its own, with a folder, settings and a home that nobody else uses. */
export interface Lab {
  readonly address: string;
  /** Where its notebooks are. */
  readonly folder: string;
  /** Ends the server and removes its folder; its kernels have to go by themselves. */
  stop(): Promise<void>;
}

export async function startLab(python: string): Promise<Lab> {
  const home = mkdtempSync(join(tmpdir(), 'clientele-lab-'));
  const data = join(home, 'data');
  const folder = join(home, 'notebooks');
  mkdirSync(folder);
  installKernelspec({ dataFolder: data, command: [process.execPath, MAIN] });
  const setting = join(home, 'settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings');
  mkdirSync(dirname(setting), { recursive: true });
  writeFileSync(setting, '{ "fetchNews": "false", "checkForUpdates": false }');
  const [port] = await freePorts(1);
  const server = spawn(
    python,
    [
      ...['-m', 'jupyterlab', '--no-browser', '--allow-root', '--IdentityProvider.token=', `--port=${port}`],
      // Should a test be killed, the server goes by itself.
      ...['--ServerApp.shutdown_no_activity_timeout=300', '--MappingKernelManager.cull_idle_timeout=300'],
      ...['--ip=127.0.0.1', '--ServerApp.port_retries=0', `--ServerApp.root_dir=${folder}`],
      '--ServerApp.disable_check_xsrf=True', // the tests end kernels without a page
    ],
    {
      cwd: folder,
      detached: true, // a group of its own, to be ended as one
      stdio: 'ignore',
      env: {
        ...process.env,
        HOME: home,
        JUPYTER_CONFIG_DIR: join(home, 'config'),
        JUPYTER_DATA_DIR: data,
        JUPYTER_RUNTIME_DIR: join(home, 'runtime'),
        JUPYTERLAB_SETTINGS_DIR: join(home, 'settings'),
        JUPYTERLAB_WORKSPACES_DIR: join(home, 'workspaces'),
      },
    },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const address = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM');
      await Promise.race([ended, sleep(10_000)]);
      if (server.exitCode === null && server.signalCode === null) process.kill(-server.pid!, 'SIGKILL');
      await ended;
    }
    rmSync(home, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${address}/api/status`).catch(() => undefined);
    if (answer?.ok) return { address, folder, stop };
    await sleep(200);
  }
  await stop();
  throw new Error('JupyterLab did not start within a minute.');
}

/** A notebook open in JupyterLab, in the hands of somebody with a mouse and a keyboard. */
export class LabNotebook {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async open(page: Page, { address }: Lab, name: string): Promise<LabNotebook> {
    await page.goto(`${address}/lab/tree/${name}?reset`);
    const notebook = new LabNotebook(page);
    await notebook.idle();
    return notebook;
  }

  async menu(title: string, item: string): Promise<void> {
    await this.page.locator('.lm-MenuBar-itemLabel', { hasText: new RegExp(`^${title}$`) }).click();
    await this.page.locator('.lm-Menu-itemLabel', { hasText: new RegExp(`^${item}$`) }).click();
  }

  async accept(): Promise<void> {
    await this.page.locator('.jp-Dialog .jp-mod-accept').click();
  }

  /** The button in the notebook's toolbar. */
  async button(command: string): Promise<void> {
    await this.page.locator(`.jp-NotebookPanel-toolbar [data-command="${command}"]`).first().click();
  }

  /** Connected and idle. JupyterLab ignores what is run before it is connected. */
  async idle(timeout = 60_000): Promise<void> {
    await this.page
      .locator('.jp-StatusBar-TextItem, .jp-StatusBar-Widget', { hasText: '| Idle' })
      .first()
      .waitFor({ timeout });
  }

  async busy(): Promise<void> {
    await this.page.locator('.jp-Notebook-ExecutionIndicator[data-status="busy"]').first().waitFor();
  }

  cell(index: number): Locator {
    return this.page.locator('.jp-Notebook .jp-CodeCell').nth(index);
  }

  /** What stands below a code cell. */
  outputs(index: number): Locator {
    return this.cell(index).locator('.jp-OutputArea-output');
  }

  /** Replaces the text of a code cell; the cursor is at its end. */
  async type(index: number, code: string): Promise<void> {
    await this.cell(index).locator('.cm-content').click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(code);
  }

  /** Types and runs; the caller waits for what he expects. */
  async run(index: number, code: string): Promise<void> {
    await this.type(index, code);
    await this.page.keyboard.press('Control+Enter');
  }

  /** The number in front of a cell that has run. */
  async ran(index: number, timeout = 60_000): Promise<void> {
    await this.cell(index)
      .locator('.jp-InputPrompt', { hasText: /\[\d+\]/ })
      .waitFor({ timeout });
  }
}

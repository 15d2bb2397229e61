import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PLOTLY_MIME } from 'clientele';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHROMIUM, launch, open as openPage } from '../../page/browser.js';
import { type Lab, LabNotebook, startLab } from './jupyter-lab.js';

vi.setConfig({ testTimeout: 120_000 });

const python = process.env.CLIENTELE_PYTHON;
const quickstart = fileURLToPath(new URL('../../../../notebooks/quickstart.ipynb', import.meta.url));

const notebook = (...cells: string[]) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'clientele', display_name: 'TypeScript (clientele)', language: 'typescript' },
    },
    cells: cells.map((source, i) => ({
      ...{ cell_type: 'code', id: `cell-${i}`, execution_count: null, metadata: {}, outputs: [] },
      source,
    })),
  });

describe.skipIf(!python || !CHROMIUM)(
  'JupyterLab in a browser, with the Python that CLIENTELE_PYTHON names',
  () => {
    let lab: Lab;
    let browser: Browser;
    let page: Page;
    beforeAll(async () => {
      [lab, browser] = await Promise.all([startLab(python!), launch()]);
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      await lab?.stop();
    }, 60_000);
    beforeEach(async () => {
      page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
      page.setDefaultTimeout(30_000);
    });
    afterEach(async () => {
      await page.close();
      for (const { id } of (await (await fetch(`${lab.address}/api/sessions`)).json()) as { id: string }[]) {
        const { status } = await fetch(`${lab.address}/api/sessions/${id}`, { method: 'DELETE' });
        expect(status).toBe(204);
      }
    });

    async function open(name: string, ...cells: string[]): Promise<LabNotebook> {
      writeFileSync(join(lab.folder, name), notebook(...cells));
      return LabNotebook.open(page, lab, name);
    }

    it('the launcher offers the kernel, and it opens a notebook', async () => {
      await page.goto(`${lab.address}/lab?reset`);
      const card = page.locator('.jp-LauncherCard[title="TypeScript (clientele)"]').first();
      await card.click();
      const untitled = new LabNotebook(page);
      await untitled.idle();
      await untitled.run(0, 'const greeting: string = "hello"; greeting');
      await untitled.ran(0);
      expect(await untitled.outputs(0).textContent()).toContain('hello');
    });

    it('runs all cells in order and shows every output below its own', async () => {
      const opened = await open(
        'all.ipynb',
        'const numbers: number[] = [1, 2, 3];\nfor (const n of numbers) console.log(n);',
        'numbers.push(4)',
        'console.error("aside"); numbers.length',
      );
      await opened.menu('Run', 'Run All Cells');
      await opened.ran(2);
      await opened.idle();
      expect(await opened.outputs(0).allInnerTexts()).toEqual(['1\n2\n3\n']);
      expect(await opened.outputs(1).allInnerTexts()).toEqual(['4']);
      expect(await opened.outputs(2).allInnerTexts()).toEqual(['aside\n', '4']);
    });

    it('colours errors; a type error stops the cell before it runs', async () => {
      const opened = await open('errors.ipynb', '');
      await opened.run(0, 'console.log("ran"); throw new RangeError("too far")');
      const thrown = opened.outputs(0).filter({ hasText: 'RangeError: too far' });
      await thrown.waitFor();
      expect(await thrown.locator('[class*="ansi-"]').count()).toBeGreaterThan(0);
      await opened.run(0, 'console.log("ran"); const n: number = "text";');
      const refused = opened
        .outputs(0)
        .filter({ hasText: "Type 'string' is not assignable to type 'number'" });
      await refused.waitFor();
      expect(await opened.outputs(0).filter({ hasText: /^ran$/ }).count()).toBe(0);
    });

    it('Stop ends a busy loop and a wait; the state survives, a restart forgets it', async () => {
      const opened = await open('stop.ipynb', 'const kept = 41;', '');
      await opened.menu('Run', 'Run All Cells');
      await opened.ran(0);
      for (const forever of ['while (true) {}', 'await new Promise(() => setInterval(() => {}, 1000))']) {
        await opened.run(1, forever);
        await opened.busy();
        await page.waitForTimeout(300);
        await opened.button('notebook:interrupt-kernel');
        await opened.outputs(1).first().waitFor();
        await opened.idle(10_000);
      }
      await opened.run(1, 'kept + 1');
      await opened.outputs(1).filter({ hasText: /^42$/ }).waitFor();
      await opened.button('notebook:restart-kernel');
      await opened.accept();
      await opened.idle();
      await opened.run(1, 'typeof kept');
      await opened
        .outputs(1)
        .filter({ hasText: 'kept' })
        .or(opened.outputs(1).filter({ hasText: 'undefined' }))
        .first()
        .waitFor();
      expect(await opened.outputs(1).allInnerTexts()).not.toContain('42');
    });

    it('asks in an input box', async () => {
      const opened = await open('input.ipynb', '');
      await opened.run(0, 'const answer = prompt("How many segments?"); "chosen: " + answer');
      const box = opened.cell(0).locator('.jp-Stdin-input');
      await box.fill('5');
      await box.press('Enter');
      await opened.outputs(0).filter({ hasText: 'chosen: 5' }).waitFor();
    });

    it('Stop closes the input box; what was shown and answered before stays', async () => {
      const opened = await open('stop-input.ipynb', '');
      for (let i = 0; i < 3; i++) {
        await opened.run(0, 'console.log("before"); prompt("First?"); prompt("Never answered?")');
        const box = opened.cell(0).locator('.jp-Stdin-input');
        await box.fill('yes');
        await box.press('Enter');
        await opened.cell(0).locator('.jp-Stdin-prompt', { hasText: 'Never answered?' }).waitFor();
        await opened.button('notebook:interrupt-kernel');
        await opened.outputs(0).filter({ hasText: 'stopped' }).waitFor();
        await opened.idle(10_000);
        expect(await box.count()).toBe(0);
        const [before, answered] = await opened.outputs(0).allInnerTexts();
        expect([before, answered]).toEqual(['before\n', 'First? yes\n']);
      }
      await opened.run(0, '"still " + "here"');
      await opened.outputs(0).filter({ hasText: 'still here' }).waitFor();
    });

    it('Tab completes and Shift+Tab tells the type', async () => {
      const opened = await open('help.ipynb', 'const revenueByCustomer = new Map<string, number>();', '');
      await opened.menu('Run', 'Run All Cells');
      await opened.ran(0);
      await opened.type(1, 'revenueByC');
      await page.keyboard.press('Tab');
      await page.locator('.jp-Completer-item', { hasText: 'revenueByCustomer' }).waitFor();
      await page.keyboard.press('Enter');
      await opened
        .cell(1)
        .locator('.cm-line', { hasText: /^revenueByCustomer$/ })
        .waitFor();
      await page.keyboard.press('Shift+Tab');
      await page.locator('.jp-Tooltip', { hasText: 'Map<string, number>' }).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.insertText('.');
      await page.keyboard.press('Tab');
      await page.locator('.jp-Completer-item', { hasText: 'forEach' }).first().waitFor();
    });

    it('the quickstart: run all, look at a chart, change k and run again, save, export', async () => {
      copyFileSync(quickstart, join(lab.folder, 'quickstart.ipynb'));
      const opened = await LabNotebook.open(page, lab, 'quickstart.ipynb');
      const cells = await opened.page.locator('.jp-Notebook .jp-CodeCell').count();
      await opened.menu('Run', 'Run All Cells');
      await opened.ran(cells - 1, 150_000);
      expect(
        await page.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]').count(),
      ).toBe(0);

      const pictures = page.locator('.clientele-figure img');
      const charts = await pictures.count();
      expect(charts).toBe(8);
      await page
        .locator('.js-plotly-plot')
        .nth(charts - 1)
        .waitFor();
      expect(await page.locator('.clientele-figure img:visible').count()).toBe(0);

      const sweep = 4; // the cell that tries every number of segments
      await chartIsLive(opened, sweep);

      const lines = await opened
        .cell(sweep + 1)
        .locator('.cm-line')
        .allTextContents();
      const source = lines.join('\n');
      expect(source).toContain('k: 5');
      await opened.run(sweep + 1, source.replace('k: 5', 'k: 3'));
      await page.waitForTimeout(200);
      await opened.ran(sweep + 1);
      await opened.idle();
      await chartIsLive(opened, sweep + 1);

      await opened.button('docmanager:save');
      await page.waitForTimeout(1500);
      const saved = JSON.parse(readFileSync(join(lab.folder, 'quickstart.ipynb'), 'utf8'));
      expect(saved.metadata.language_info.name).toBe('typescript');
      // Every front end takes the richest that it knows: VS Code the HTML, a terminal the text.
      for (const { outputs = [] } of saved.cells) {
        for (const { data } of outputs)
          expect(Object.keys(data)).toEqual(expect.arrayContaining(['text/html', 'text/plain']));
      }
      // The library is in none of them.
      for (const output of saved.cells.flatMap((cell: { outputs?: object[] }) => cell.outputs ?? [])) {
        if ('data' in output && PLOTLY_MIME in (output.data as object))
          expect(JSON.stringify(output, null, 1).length).toBeLessThan(60_000);
      }
      // Without what nbconvert's own template loads from elsewhere.
      const own = ['mathjax', 'require_js', 'jquery', 'mermaid_js'].map(
        (name) => `--HTMLExporter.${name}_url=`,
      );
      const args = ['-m', 'nbconvert', '--to', 'html', ...own, 'quickstart.ipynb'];
      const { status, stderr } = spawnSync(python!, args, { cwd: lab.folder, encoding: 'utf8' });
      expect(status, stderr).toBe(0);
      const exported = await openPage(browser, readFileSync(join(lab.folder, 'quickstart.html'), 'utf8'));
      expect(exported.requests).toEqual([]);
      expect(exported.complaints).toEqual([]);
      const drawn = await exported.page
        .locator('.clientele-figure img')
        .evaluateAll((pictures) => pictures.map((picture) => (picture as HTMLImageElement).naturalWidth));
      expect(drawn).toEqual(Array(charts).fill(700));
      await exported.close();
    }, 240_000);

    it('charts: live in a page that has the library, a picture in every other', async () => {
      const chart = (type: string) =>
        `({ data: [{ type: '${type}', x: [1, 2, 2], y: [3, 4, 6] }], layout: { title: 'A ${type}' } })`;
      const cells = [`console.log('above'); ${chart('bar')}`, chart('box'), '"last"'];
      const opened = await open('charts.ipynb', ...cells);
      await opened.menu('Run', 'Run All Cells');
      await opened.ran(2);
      for (const cell of [0, 1]) await chartIsLive(opened, cell);
      expect(await opened.outputs(0).count()).toBe(2);
      await opened.button('docmanager:save');
      await page.waitForTimeout(1500);
      const file = join(lab.folder, 'charts.ipynb');
      expect(readFileSync(file, 'utf8').length).toBeLessThan(30_000);

      // The kernel knows that a page that was loaded again is another one.
      await page.reload();
      await opened.idle();
      await chartIsStill(opened, 0);
      await opened.run(1, chart('box'));
      for (const cell of [0, 1]) await chartIsLive(opened, cell);

      // From elsewhere: not trusted, without its first chart, with a kernel that has shown nothing.
      const other = JSON.parse(readFileSync(file, 'utf8'));
      other.cells.shift();
      other.cells[0].outputs[0].metadata = { from: 'elsewhere' };
      writeFileSync(join(lab.folder, 'other.ipynb'), JSON.stringify(other));
      const reopened = await LabNotebook.open(page, lab, 'other.ipynb');
      await chartIsStill(reopened, 0);
    });
  },
);

/** The library has drawn the chart over its picture. */
async function chartIsLive(opened: LabNotebook, index: number): Promise<void> {
  await opened.cell(index).scrollIntoViewIfNeeded();
  const chart = opened.outputs(index).locator('.js-plotly-plot .main-svg').first();
  await chart.waitFor();
  expect((await chart.boundingBox())!.width).toBeGreaterThan(300);
  expect(await opened.outputs(index).locator('.clientele-figure img').first().isVisible()).toBe(false);
}

/** The chart is a picture that has loaded. */
async function chartIsStill(opened: LabNotebook, index: number): Promise<void> {
  const picture = opened.outputs(index).locator('.clientele-figure img').first();
  await picture.waitFor();
  expect(await picture.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(700);
  expect(await opened.outputs(index).locator('.js-plotly-plot').count()).toBe(0);
}

import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { userDataFolder } from '#clientele/notebook/kernel/data-folder';
import { installKernelspec, uninstallKernelspec } from '#clientele/notebook/kernel/kernelspec';
import { logoPng, logoSvg } from '#clientele/notebook/kernel/logo';

const command = ['/opt/my node/bin/node', '/home/a b/clientele/kernel-main.js'];
const newFolder = () => mkdtempSync(join(tmpdir(), 'clientele jupyter '));

describe('kernelspec', () => {
  it('registers the kernel as Jupyter reads it', () => {
    const dataFolder = newFolder();
    const folder = installKernelspec({ dataFolder, command });
    expect(folder).toBe(join(dataFolder, 'kernels', 'clientele'));
    expect(readdirSync(folder).sort()).toEqual([
      'kernel.json',
      'logo-32x32.png',
      'logo-64x64.png',
      'logo-svg.svg',
    ]);
    expect(JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8'))).toMatchObject({
      argv: [...command, '{connection_file}'],
      display_name: 'TypeScript (clientele)',
      language: 'typescript',
      env: { GOGC: '40' },
      interrupt_mode: 'message',
    });
  });

  it('replaces a registration, takes other names beside it, and goes without a trace', () => {
    const dataFolder = newFolder();
    installKernelspec({ dataFolder, command });
    installKernelspec({ dataFolder, command });
    installKernelspec({ dataFolder, command, name: 'clientele-2' });
    expect(readdirSync(join(dataFolder, 'kernels'))).toEqual(['clientele', 'clientele-2']);
    uninstallKernelspec({ dataFolder });
    expect(readdirSync(join(dataFolder, 'kernels'))).toEqual(['clientele-2']);
    expect(() => uninstallKernelspec({ dataFolder })).toThrow('no kernel is registered in');
  });

  it.each(['Clientele', 'a b', '', '../up'])(
    'refuses the name "%s", which Jupyter would not take',
    (name) => {
      expect(() => installKernelspec({ dataFolder: newFolder(), command, name })).toThrow(
        `"${name}" is no name for a kernel`,
      );
    },
  );

  it('leaves the kernel of somebody else alone', () => {
    const dataFolder = newFolder();
    mkdirSync(join(dataFolder, 'kernels', 'clientele'), { recursive: true });
    writeFileSync(join(dataFolder, 'kernels', 'clientele', 'kernel.json'), '{"argv": []}');
    expect(() => uninstallKernelspec({ dataFolder })).toThrow('is not ours; it stays');
  });

  it('says in one sentence that a folder cannot be written, and the way out', () => {
    const file = join(newFolder(), 'a-file');
    writeFileSync(file, '');
    expect(() => installKernelspec({ dataFolder: file, command })).toThrow(
      /cannot be written \((?:ENOTDIR|EEXIST)\)\. Choose a folder of your own with --prefix, or use --user\.$/,
    );
  });

  it.skipIf(process.getuid?.() === 0)('says so too where write access is missing', () => {
    const dataFolder = newFolder();
    chmodSync(dataFolder, 0o500);
    expect(() => installKernelspec({ dataFolder, command })).toThrow('cannot be written (EACCES)');
  });

  it('finds the folder of a user on each platform', () => {
    const of = (platform: NodeJS.Platform, environment: Record<string, string> = {}) =>
      userDataFolder({ platform, home: '/h', environment });
    expect(of('linux')).toBe('/h/.local/share/jupyter');
    expect(of('linux', { XDG_DATA_HOME: '/x' })).toBe('/x/jupyter');
    expect(of('linux', { JUPYTER_DATA_DIR: '/j', XDG_DATA_HOME: '/x' })).toBe('/j');
    expect(of('darwin')).toBe('/h/Library/Jupyter');
    expect(of('win32', { APPDATA: '/roaming' })).toBe('/roaming/jupyter');
  });
});

describe('logo', () => {
  it('is a PNG of the size asked for, clear in the corners and coloured inside', () => {
    const png = Buffer.from(logoPng(32));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([32, 32]);
    const length = png.readUInt32BE(33);
    const rows = inflateSync(png.subarray(41, 41 + length));
    const opacity = (x: number, y: number) => rows[y * (1 + 4 * 32) + 1 + 4 * x + 3];
    expect([opacity(0, 0), opacity(31, 31), opacity(16, 16)]).toEqual([0, 0, 255]);
  });

  it('is an SVG of the same shapes', () => {
    expect(logoSvg().match(/<circle /g)).toHaveLength(3);
  });
});

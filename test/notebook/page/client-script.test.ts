import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { clientScript } from '#clientele/notebook/page/client-script';

describe('clientScript', () => {
  it('is one classic script whose modules do not shadow one another', async () => {
    const script = await clientScript();
    expect(() => new Script(script)).not.toThrow();
    expect(script).not.toMatch(/^\s*(import|export)\b/m);
    const names = [...script.matchAll(/^(?:async )?(?:function|const|let|class) (\w+)/gm)].map(
      ([, name]) => name,
    );
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(names).toContain('startCharts');
  });

  it('cannot end its own element', async () => {
    expect(await clientScript()).not.toMatch(/<\/script|<!--/i);
  });
});

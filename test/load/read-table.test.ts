import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isInputError, type ReadTableOptions, readTable } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDuckDb } from '#clientele/engine/duckdb/with-duckdb';
import { listeningTask, testFolder } from './files.js';

const file = testFolder();
const read = (name: string, content: string | Uint8Array, options: ReadTableOptions = {}) =>
  readTable(file(name, content), options);
/** What a failing read says, with the folder left out. */
const complaint = async (path: string, options: ReadTableOptions = {}) => {
  const error = await readTable(path, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(isInputError(error), String(error)).toBe(true);
  return (error as Error).message.replaceAll(dirname(path), '…');
};

describe('readTable, text files', () => {
  const rows = [
    { id: '007', name: 'Ann', amount: 1.5, day: new Date('2024-01-31') },
    { id: '010', name: null, amount: -2, day: null },
  ];
  it.each([
    ['commas', 'id,name,amount,day\n007,Ann,1.5,2024-01-31\n010,,-2,\n'],
    ['semicolons', 'id;name;amount;day\n007;Ann;1.5;2024-01-31\n010;;-2;\n'],
    ['tabs', 'id\tname\tamount\tday\n007\tAnn\t1.5\t2024-01-31\n010\t\t-2\t\n'],
    ['bars', 'id|name|amount|day\n007|Ann|1.5|2024-01-31\n010||-2|\n'],
    ['quotes', '"id","name","amount","day"\n"007","Ann","1.5","2024-01-31"\n"010","","-2",""\n'],
    [
      'a byte order mark and Windows line ends',
      '\ufeffid,name,amount,day\r\n007,Ann,1.5,2024-01-31\r\n010,,-2,\r\n',
    ],
    ['old Mac line ends', 'id,name,amount,day\r007,Ann,1.5,2024-01-31\r010,,-2,\r'],
    ['mixed line ends', 'id,name,amount,day\r\n007,Ann,1.5,2024-01-31\n010,,-2,\r\n'],
    ['empty lines', 'id,name,amount,day\n\n007,Ann,1.5,2024-01-31\n\n010,,-2,\n\n'],
    ['no line end at the end', 'id,name,amount,day\n007,Ann,1.5,2024-01-31\n010,,-2,'],
    ['names with blanks around', ' id , name ,amount,day\n007,Ann,1.5,2024-01-31\n010,,-2,\n'],
  ])('reads %s', async (_, content) => {
    expect((await read('t.csv', content)).objects()).toEqual(rows);
  });

  it('reads gzip, whatever the name says', async () => {
    const content = gzipSync('id,name,amount,day\n007,Ann,1.5,2024-01-31\n010,,-2,\n');
    expect((await read('t.csv.gz', content)).objects()).toEqual(rows);
    expect((await read('packed.csv', content)).objects()).toEqual(rows);
  });

  it('reads runs of blanks, with and without names', async () => {
    const body = ' 00001 19970101  1   11.77\r\n 00002 19970112 12   12.00\r\n';
    expect((await read('b.txt', ` id date  cds  dollars\r\n${body}`)).objects()).toEqual([
      { id: '00001', date: 19970101, cds: 1, dollars: 11.77 },
      { id: '00002', date: 19970112, cds: 12, dollars: 12 },
    ]);
    expect((await read('b.txt', body)).columnNames()).toEqual(['column1', 'column2', 'column3', 'column4']);
  });

  it('reads other encodings', async () => {
    const latin = Buffer.from('name,town\nMüller,Köln\n', 'latin1');
    expect((await read('l.csv', latin, { encoding: 'windows-1252' })).object(0)).toEqual({
      name: 'Müller',
      town: 'Köln',
    });
    const utf16 = Buffer.from('\ufeffname;town\r\n客户;東京\r\n', 'utf16le');
    expect((await read('u.csv', utf16)).object(0)).toEqual({ name: '客户', town: '東京' });
  });

  it('keeps quoted separators, line ends and quotes', async () => {
    const table = await read('q.csv', 'a,b\n"x,\ny","say ""hi"""\n5" pipe,2\n');
    expect(table.objects()).toEqual([
      { a: 'x,\ny', b: 'say "hi"' },
      { a: '5" pipe', b: '2' },
    ]);
  });

  it('takes names in any script, and odd, equal or missing ones', async () => {
    const table = await read('n.csv', '客户,"unit ""price""",ID,id,x,x,\n1,2,3,4,5,6,7\n');
    expect(table.object(0)).toEqual({
      客户: 1,
      'unit "price"': 2,
      ID: 3,
      id: 4,
      x: 5,
      'x (2)': 6,
      column7: 7,
    });
  });

  it('finds whether the first line holds names', async () => {
    expect((await read('h.csv', '1,2020-01-01\n2,2020-01-02\n')).columnNames()).toEqual([
      'column1',
      'column2',
    ]);
    expect((await read('h.csv', 'a,b\nx,y\nz,w\n')).columnNames()).toEqual(['a', 'b']);
    expect((await read('h.csv', 'milk,bread\nbeer,wine\nmilk,beer\n')).numRows()).toBe(3);
    expect((await read('h.csv', '2019,2020\n1,2\n', { header: true })).columnNames()).toEqual([
      '2019',
      '2020',
    ]);
  });

  it('reads numbers with decimal commas and grouped thousands', async () => {
    expect((await read('c.csv', 'a;b\n1.234,50;x\n12,5;y\n')).array('a')).toEqual([1234.5, 12.5]);
    expect((await read('g.csv', 'a;b\n"1,234.50";x\n12;y\n')).array('a')).toEqual([1234.5, 12]);
    expect((await read('e.csv', 'a,b\n1e3,x\n.5,y\n')).array('a')).toEqual([1000, 0.5]);
  });

  it('asks where a comma can mean both', async () => {
    const task = listeningTask();
    const path = file('amb.csv', 'a;b\n1,234;x\n5,678;y\n');
    expect((await readTable(path, {}, task)).array('a')).toEqual(['1,234', '5,678']);
    expect(task.warnings).toEqual([
      'Column "a" stays text: it may be read as a number like 1,234.50 or a number like 1.234,50. Say which.',
    ]);
    expect((await readTable(path, { decimalPoint: ',' })).array('a')).toEqual([1.234, 5.678]);
    expect((await readTable(path, { decimalPoint: '.' })).array('a')).toEqual([1234, 5678]);
  });

  it.each([
    ['leading zeros', '00001\n00002'],
    ['more than 15 digits', '12345678901234567\n12345678901234568'],
    ['underscores', '1_000\n2_000'],
    ['words for no number', 'nan\ninf'],
    ['hexadecimal', '0x1F\n0x20'],
  ])('keeps %s as text', async (_, body) => {
    expect((await read('t.csv', `id,x\n${body.replace(/$/gm, ',a')}\n`)).array('id')).toEqual(
      body.split('\n'),
    );
  });

  it('finds truth values', async () => {
    expect((await read('t.csv', 'a,b\ntrue,1\nFALSE,2\n')).array('a')).toEqual([true, false]);
  });

  it('takes words for missing only when told', async () => {
    const task = listeningTask();
    const body = `n,x\n${'1,a\n'.repeat(200)}NA,b\n`;
    const path = file('na.csv', body);
    expect((await readTable(path, {}, task)).get('n', 200)).toBe('NA');
    expect(task.warnings).toEqual([
      'Column "n" stays text: 1 of its 201 values is not a number, the first in line 202.',
    ]);
    expect((await readTable(path, { missing: ['NA'] })).array('n').slice(199)).toEqual([1, null]);
  });

  it('reads dates as they are written', async () => {
    const times = 'at,x\n2024-03-31T10:00:00,1\n2024-03-31 23:30,2\n2024-12-31T23:59:59,3\n';
    expect((await read('d.csv', times)).array('at')).toEqual([
      new Date('2024-03-31T10:00:00Z'),
      new Date('2024-03-31T23:30:00Z'),
      new Date('2024-12-31T23:59:59Z'),
    ]);
    expect((await read('d.csv', 'at,x\n31/01/2024,1\n01/02/2024,2\n')).array('at')).toEqual([
      new Date('2024-01-31'),
      new Date('2024-02-01'),
    ]);
    expect((await read('d.csv', 'at,x\n12/1/10 8:26,1\n12/31/10 18:00,2\n')).array('at')).toEqual([
      new Date('2010-12-01T08:26:00Z'),
      new Date('2010-12-31T18:00:00Z'),
    ]);
    expect((await read('d.csv', 'at,x\n19970101,1\n', { types: { at: 'date' } })).array('at')).toEqual([
      new Date('1997-01-01'),
    ]);
    expect((await read('d.csv', 'at,x\n1.2.2024,1\n', { dateFormat: 'DD.MM.YYYY' })).array('at')).toEqual([
      new Date('2024-02-01'),
    ]);
  });

  it('leaves dates as text where day and month can be exchanged', async () => {
    const task = listeningTask();
    const path = file('dm.csv', 'at,x\n01/02/2024,1\n03/04/2024,2\n');
    expect((await readTable(path, {}, task)).array('at')).toEqual(['01/02/2024', '03/04/2024']);
    expect(task.warnings[0]).toContain('a date like DD/MM/YYYY or a date like MM/DD/YYYY. Say which.');
  });

  it('reads chosen columns, in the order given, typed', async () => {
    const path = file('s.csv', 'a,b,c\n1,x,2\n');
    const table = await readTable<{ a: number; b: string; c: number }>(path, { columns: ['c', 'a'] });
    expect(table.objects()).toEqual([{ c: 2, a: 1 }]);
  });

  it('gives back what was written, whatever the texts', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => !['\0', '\r'].some((control) => text.includes(control)));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (records) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const body = records.map((record) => record.map(quoted).join(','));
        const path = file('p.csv', `"first name","second"\n${body.join('\n')}\n`);
        const table = await readTable(path, {
          separator: ',',
          header: true,
          types: { 'first name': 'text', second: 'text' },
        });
        const shown = (text: string) => (/^ *$/.test(text) ? null : text);
        expect(table.objects()).toEqual(
          records.map(([a, b]) => ({ 'first name': shown(a), second: shown(b) })),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('names the line of a misfit, however records and lines run', async () => {
    const cell = fc.constantFrom('x', 'a\nb', 'say "hi"', '', 'x\n\ny', '5" pipe');
    const line = fc.tuple(fc.record({ cell, empty: fc.nat(2) }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 15 }),
        fc.constantFrom('\n', '\r\n'),
        async (lines, end) => {
          let body = `n,text${end}`;
          for (const [{ cell, empty }] of lines) {
            body += `1,"${cell.replaceAll('"', '""').replaceAll('\n', end)}"${end}${end.repeat(empty)}`;
          }
          const expected = body.split(end).length;
          const path = file('lines.csv', `${body}bad,"x"${end}`);
          const options: ReadTableOptions = {
            types: { n: 'number', text: 'text' },
            header: true,
            separator: ',',
          };
          expect(await complaint(path, options)).toContain(
            `line ${expected}, column "n": "bad" is not a number.`,
          );
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('readTable, JSON and Parquet', () => {
  const rows = [
    { id: '007', n: 1.5, day: new Date('2024-01-31'), big: '9007199254740993' },
    { id: '8', n: null, day: null, big: '1' },
  ];
  const json = '{"id":"007","n":1.5,"day":"2024-01-31","big":9007199254740993}\n{"id":"8","big":1}\n';

  it('reads one object a line, an array, and both packed', async () => {
    expect((await read('t.jsonl', json)).objects()).toEqual(rows);
    expect((await read('t.json', `[${json.trim().replace('\n', ',')}]`)).objects()).toEqual(rows);
    expect((await read('t.json.gz', gzipSync(json))).objects()).toEqual(rows);
  });

  it('reads Parquet, in row order', async () => {
    const path = file('t.parquet', '');
    await withDuckDb(listeningTask(), (duckdb) =>
      duckdb.run(`COPY (SELECT i AS n, '0' || i AS id, DATE '2024-01-01' + i::INTEGER AS day, i / 4 AS "Größe €"
        FROM range(5) t(i)) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`),
    );
    const table = await readTable(path);
    expect(table.array('n')).toEqual([0, 1, 2, 3, 4]);
    expect(table.object(4)).toEqual({ n: 4, id: '04', day: new Date('2024-01-05'), 'Größe €': 1 });
    expect((await readTable(path, { columns: ['id'] })).columnNames()).toEqual(['id']);
  });
});

describe('readTable says what is wrong', () => {
  it.each([
    [
      'too few values',
      'a,b,c\n1,2,3\n"x\ny",2,3\n1,2\n',
      'line 5: 2 values where the file has 3 columns. Correct the line, or give the separator.',
    ],
    [
      'too many values',
      'a,b\n1,2\n1,2,3\n',
      'line 3: 3 values where the file has 2 columns. Correct the line, or give the separator.',
    ],
    [
      'a quote left open',
      'a,b\n1,2\n3,"x\n5,6\n',
      'line 3: a quoted value does not end where it should. Close the quote, and double quotes inside of quotes.',
    ],
    [
      'text behind a quote',
      'a,b\n1,2\n3,"x"y\n5,6\n',
      'line 3: a quoted value does not end where it should. Close the quote, and double quotes inside of quotes.',
    ],
    [
      'blank-separated and ragged',
      ' 1 2 3\n\n 4 5 6\n 7 8\n 9 9 9\n'.repeat(1) + ' 1 1 1\n'.repeat(40),
      'line 4: 2 values where the file has 3 columns. Correct the line, or give the separator.',
    ],
  ])('%s', async (_, content, sentence) => {
    expect(await complaint(file('bad.csv', content))).toBe(`readTable: "…/bad.csv", ${sentence}`);
  });

  it.each([
    ['an empty file', '', 'is empty.'],
    ['only blanks', ' \r\n\n', 'is empty.'],
    ['an empty packed file', gzipSync(''), 'is empty.'],
    [
      'a damaged packed file',
      gzipSync('a,b\n'.repeat(1000)).subarray(0, 30),
      'is packed with gzip and damaged or cut short. Get it again.',
    ],
    ['a zip archive', 'PK\u0003\u0004xxxx', 'is a zip archive. Unpack it.'],
  ])('%s', async (_, content, sentence) => {
    expect(await complaint(file('bad.csv', content))).toBe(`readTable: "…/bad.csv" ${sentence}`);
  });

  it('a packed file that is damaged far inside', async () => {
    const random = Array.from(
      { length: 60_000 },
      (_, i) => `${(i * 7919) % 100_003},${(i * 104_729) % 999_983}`,
    );
    const packed = gzipSync(`a,b\n${random.join('\n')}\n`);
    expect(await complaint(file('cut.csv.gz', packed.subarray(0, packed.length - 5000)))).toBe(
      'readTable: "…/cut.csv.gz" is packed with gzip and damaged or cut short. Get it again.',
    );
  });

  it('text that is no UTF-8, near and far', async () => {
    const bytes = Buffer.from('a,b\n1,x\n2,Müller\n', 'latin1');
    expect(await complaint(file('l.csv', bytes))).toBe(
      'readTable: "…/l.csv": line 3 is not UTF-8. Give the encoding, for example encoding: "windows-1252".',
    );
    const far = Buffer.concat([
      Buffer.from(`a,b\n${'1,x\n'.repeat(100_000)}`),
      Buffer.from('2,Müller\n', 'latin1'),
    ]);
    expect(await complaint(file('l.csv', far))).toBe(
      'readTable: "…/l.csv", line 100002: the text is not UTF-8. Give its encoding, for example encoding: "windows-1252".',
    );
    expect(await complaint(file('l.csv', bytes), { encoding: 'klingon' })).toContain(
      'encoding "klingon" is not known. Known are, for example, utf-8, windows-1252, utf-16le.',
    );
    expect(await complaint(file('z.csv', 'a,b\n1,\0\n'))).toContain('zero bytes');
  });

  it('a missing file with its neighbour, a folder, no path', async () => {
    const path = file('orders.csv', 'a,b\n1,2\n');
    expect(await complaint(join(dirname(path), 'order.csv'))).toBe(
      'readTable: there is no file "…/order.csv". Nearest in that folder: "orders.csv".',
    );
    expect(await complaint(dirname(path))).toContain('has files of several kinds');
    await expect(readTable('')).rejects.toThrow('readTable needs the path of a file; it got "".');
    await expect(readTable(undefined as never)).rejects.toThrow('it got undefined.');
    await expect(readTable('http://example.org/x.csv')).rejects.toThrow('save the file first');
  });

  it('a text in a number column, with its line and how many there are', async () => {
    const path = file('n.csv', 'amount,x\n1,a\nabc,b\n"twelve\nmonkeys",c\n2,d\n');
    expect(await complaint(path, { types: { amount: 'number' } })).toBe(
      'readTable: "…/n.csv", line 3, column "amount": "abc" is not a number. So is one more row: line 4. Correct it, name it in missing, or read the column as text.',
    );
  });

  it('a date that is none', async () => {
    const path = file('d.csv', 'day,x\n2024-01-31,a\n2024-02-30,b\n2024-03-01,c\n');
    expect(await complaint(path, { dateFormat: 'YYYY-MM-DD' })).toContain(
      'line 3, column "day": "2024-02-30" is not a date like YYYY-MM-DD.',
    );
    expect(await complaint(path, { types: { day: 'date' } })).toContain('line 3, column "day": "2024-02-30"');
    expect(await complaint(path, { dateFormat: 'QQ' })).toContain('"QQ" is not understood');
    expect(await complaint(path, { dateFormat: 'YYYY-MM' })).toContain(
      'does not say where year, month and day',
    );
  });

  it('a wrong column name, with the nearest', async () => {
    const path = file('w.csv', 'revenue,day\n1,2\n');
    const sentence = 'there is no column "revnue". Nearest: "revenue". There are: revenue, day.';
    expect(await complaint(path, { columns: ['revnue'] })).toContain(sentence);
    expect(await complaint(path, { types: { revnue: 'number' } })).toContain(sentence);
  });

  it.each([
    ['bad.jsonl', '{"a":1}\n{"a":2}\n{"a":x}\n', 'readTable: "…/bad.jsonl", line 3 is no JSON object.'],
    ['bad.json', '[{"a":1},{"a":', 'readTable: "…/bad.json" is no JSON of rows'],
    ['bad.json', 'hello', 'readTable: "…/bad.json" is no JSON of rows'],
    ['bad.json', '[]', 'readTable: "…/bad.json" has no rows.'],
    ['bad.parquet', 'hello', 'readTable: "…/bad.parquet" is no Parquet file, whatever its name says.'],
    [
      'bad.parquet',
      'PAR1xxxxxxxxxxxxPAR1',
      'readTable: "…/bad.parquet" is no Parquet file that can be read, or it is damaged.',
    ],
  ])('%s %j', async (name, content, sentence) => {
    expect(await complaint(file(name, content))).toContain(sentence);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped by the user'));
    const path = file('s.csv', 'a,b\n1,2\n');
    await expect(readTable(path, {}, { ...listeningTask(), signal: stop.signal })).rejects.toThrow(
      'stopped by the user',
    );
  });

  it.each([',,', 'x', '"', ''])('refuses %j as separator', async (separator) => {
    expect(await complaint(file('s.csv', 'a,b\n1,2\n'), { separator })).toContain(
      `separator ${JSON.stringify(separator)} is none. Give one character`,
    );
  });

  it('a type that a Parquet or JSON column has not', async () => {
    const path = file('t.json', '[{"a":1,"b":"x"},{"a":2,"b":"y"}]');
    expect(await complaint(path, { types: { a: 'date' } })).toContain('column "a" holds numbers, not dates.');
    expect(await complaint(path, { types: { b: 'number' } })).toContain(
      'row 1, column "b": "x" is not a number.',
    );
    expect((await readTable(path, { types: { a: 'text' }, missing: ['y'] })).objects()).toEqual([
      { a: '1', b: 'x' },
      { a: '2', b: null },
    ]);
  });

  it('takes patterns in names as they are', async () => {
    const path = file("it's [1] *?.csv", 'a,b\n1,2\n');
    expect((await readTable(path)).numRows()).toBe(1);
  });
});

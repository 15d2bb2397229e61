"""Programs people run notebooks with; run with JUPYTER_PATH where the kernel is registered."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

CELLS = [
    "interface Order { customer: string; revenue: number }\n"
    "const orders: Order[] = [{ customer: 'Ada', revenue: 12 }, { customer: 'Bo', revenue: 30 }];",
    "for (const { customer } of orders) console.log(customer);",
    "orders.map(({ revenue }) => revenue).reduce((a, b) => a + b)",
    "display({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>bold</b>', 'text/plain': 'bold' }) })",
]


def notebook(cells):
    metadata = {"kernelspec": {"name": "clientele", "display_name": "TypeScript", "language": "typescript"}}
    return new_notebook(cells=[new_code_cell(cell) for cell in cells], metadata=metadata)


def shown(cell):
    """Outputs as what people read of them."""
    return [
        output.get("text") or output.get("data", {}).get("text/plain") or output.get("ename") for output in cell.outputs
    ]


class ClientTests(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="clientele clients "))

    def write(self, cells):
        file = self.folder / "orders.ipynb"
        nbformat.write(notebook(cells), file)
        return file

    def run_program(self, *args, **more):
        return subprocess.run(
            [sys.executable, *args], cwd=self.folder, capture_output=True, text=True, timeout=120, **more
        )

    def check_outputs(self, cells):
        self.assertEqual([shown(cell) for cell in cells], [[], ["Ada\nBo\n"], ["42"], ["bold"]])

    def test_nbclient(self):
        from nbclient import NotebookClient

        executed = NotebookClient(notebook(CELLS), timeout=60, kernel_name="clientele").execute()
        self.check_outputs(executed.cells)
        self.assertEqual([cell.execution_count for cell in executed.cells], [1, 2, 3, 4])

    def test_nbclient_stops_at_an_error(self):
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError

        broken = notebook(["const a = 1;", "throw new RangeError('too far')", "a"])
        with self.assertRaisesRegex(CellExecutionError, "RangeError"):
            NotebookClient(broken, timeout=60, kernel_name="clientele").execute()
        self.assertEqual([shown(cell) for cell in broken.cells], [[], ["RangeError"], []])

    def test_nbclient_keeps_every_line_and_every_result(self):
        from nbclient import NotebookClient

        cells = ["for (let i = 0; i < 20000; i++) console.log(i)", *[str(i) for i in range(200)]]
        executed = NotebookClient(notebook(cells), timeout=60, kernel_name="clientele").execute()
        text = "".join(output.text for output in executed.cells[0].outputs)
        self.assertEqual(text, "".join(f"{i}\n" for i in range(20000)))
        self.assertEqual([shown(cell) for cell in executed.cells[1:]], [[str(i)] for i in range(200)])

    def test_nbconvert(self):
        file = self.write(CELLS)
        args = ["-m", "nbconvert", "--to", "notebook", "--execute", "--output", "executed", str(file)]
        done = self.run_program(*args)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.check_outputs(nbformat.read(self.folder / "executed.ipynb", 4).cells)
        done = self.run_program("-m", "nbconvert", "--to", "html", "executed.ipynb")
        self.assertEqual(done.returncode, 0, done.stderr)
        html = (self.folder / "executed.html").read_text()
        self.assertIn("<b>bold</b>", html)
        self.assertIn('<span class="kd">interface</span>', html)  # highlighted as TypeScript

    def test_nbconvert_to_a_script(self):
        done = self.run_program("-m", "nbconvert", "--to", "notebook", "--execute", "--inplace", str(self.write(CELLS)))
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.run_program("-m", "nbconvert", "--to", "script", "orders.ipynb")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(CELLS[1], (self.folder / "orders.ts").read_text())

    def test_papermill(self):
        import papermill
        from papermill.translators import Translator, papermill_translators

        class TypeScriptTranslator(Translator):
            @classmethod
            def translate_none(cls, val):
                return "null"

            @classmethod
            def translate_dict(cls, val):
                return "{ " + ", ".join(f"{cls.translate_str(k)}: {cls.translate(v)}" for k, v in val.items()) + " }"

            @classmethod
            def translate_list(cls, val):
                return "[" + ", ".join(cls.translate(v) for v in val) + "]"

            @classmethod
            def comment(cls, cmt_str):
                return f"// {cmt_str}".strip()

            @classmethod
            def assign(cls, name, str_val):
                return f"const {name} = {str_val};"

        papermill_translators.register("typescript", TypeScriptTranslator)
        source = notebook(["const rate = 0.1; const names: string[] = [];", "`${rate} ${names.join()}`"])
        source.cells[0].metadata["tags"] = ["parameters"]
        nbformat.write(source, self.folder / "in.ipynb")
        executed = papermill.execute_notebook(
            str(self.folder / "in.ipynb"),
            str(self.folder / "out.ipynb"),
            parameters={"rate": 0.25, "names": ["Ada", "Bo"]},
            progress_bar=False,
        )
        self.assertEqual(shown(executed.cells[-1]), ["'0.25 Ada,Bo'"])

    def test_jupyter_console(self):
        done = self.run_program(
            "-m", "jupyter_console", "--kernel=clientele", "--simple-prompt", input="const a = 20;\na + 1\nexit\n"
        )
        self.assertIn("21", done.stdout, done.stderr)

    def test_jupyter_run(self):
        (self.folder / "cell.ts").write_text("console.log('from a file')")
        done = self.run_program("-m", "jupyter_client.runapp", "--kernel=clientele", "cell.ts")
        self.assertEqual((done.returncode, done.stdout.strip()), (0, "from a file"), done.stderr)

    def test_jupytext(self):
        script = "// %%\nconst a: number = 20;\n\n// %%\na + 1\n"
        (self.folder / "script.ts").write_text(script)
        done = self.run_program("-m", "jupytext", "--to", "ipynb", "--set-kernel", "clientele", "--execute", "script.ts")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(shown(nbformat.read(self.folder / "script.ipynb", 4).cells[-1]), ["21"])
        done = self.run_program("-m", "jupytext", "--to", "ts:percent", "--opt", "notebook_metadata_filter=-all", "script.ipynb", "-o", "back.ts")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.folder / "back.ts").read_text(), script)


class EncryptionTests(unittest.TestCase):
    def test_a_manager_that_requires_encryption(self):
        from jupyter_client.manager import KernelManager

        manager = KernelManager(kernel_name="clientele", transport_encryption="required")
        manager.start_kernel()
        client = manager.client()
        try:
            client.start_channels()
            client.wait_for_ready(timeout=30)
            self.assertEqual(client.execute_interactive("1 + 1", timeout=30)["content"]["status"], "ok")
        finally:
            client.stop_channels()
            manager.shutdown_kernel()


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""The tests of jupyter_kernel_test that apply; run with JUPYTER_PATH where the kernel is registered."""

import unittest

import jupyter_kernel_test


class ClienteleTests(jupyter_kernel_test.KernelTests):
    kernel_name = "clientele"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('to the side')"
    code_generate_error = "throw new Error('no')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "[1, 2].length", "result": "2"},
        {"code": "new Map([['a', 1]]).size", "result": "1"},
    ]
    code_display_data = [
        {"code": "display({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>x</b>' }) })", "mime": "text/html"}
    ]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 ? 7"
    completion_samples = [{"text": "consol"}]


class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "clientele"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)

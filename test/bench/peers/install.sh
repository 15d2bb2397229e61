#!/usr/bin/env bash
# Makes a virtual environment with the peers of the benchmarks: bash test/bench/peers/install.sh <folder>
set -euo pipefail
python3 -m venv "$1"
"$1/bin/python" -m pip install --quiet --disable-pip-version-check \
  numpy scipy scikit-learn ipykernel jupyter_client jax torch pandas pyarrow lifetimes
echo "CLIENTELE_PYTHON=$1/bin/python"

"""k-means of scikit-learn for the benchmark: one job a line of JSON on standard input, one answer a line."""

import json
import sys
import time
import warnings

import numpy as np
from sklearn.cluster import KMeans

warnings.filterwarnings("ignore")
for line in sys.stdin:
    job = json.loads(line)
    rows = np.fromfile(job["rows"], dtype=np.float64).reshape(-1, job["columns"]).astype(np.float32)
    start = np.fromfile(job["start"], dtype=np.float64).reshape(-1, job["columns"]).astype(np.float32)
    model = KMeans(
        len(start), init=start, n_init=1, max_iter=job["iterations"], tol=0, algorithm="lloyd", copy_x=False
    )
    cpu, wall = time.process_time(), time.perf_counter()
    model.fit(rows)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    answer = {"cpu": cpu * 1000, "wall": wall * 1000, "iterations": model.n_iter_, "inertia": float(model.inertia_)}
    print(json.dumps(answer), flush=True)

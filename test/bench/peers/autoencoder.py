"""Microseconds of a step (CPU and wall time) of the same network in JAX (lax.scan) and PyTorch (fused Adam), one thread
each: `python autoencoder.py jax|torch`. Prints two numbers, the CPU time first."""

import os
import sys
import time

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["OMP_NUM_THREADS"] = "1"
SIZES = [20, 64, 32, 8, 32, 64, 20]
LINEAR = {2, 5}
BATCH, STEPS, RUNS = 256, 100, 20


def measure(epoch):
    best_cpu = best_wall = float("inf")
    for _ in range(RUNS):
        cpu, wall = time.process_time(), time.perf_counter()
        epoch()
        best_cpu = min(best_cpu, time.process_time() - cpu)
        best_wall = min(best_wall, time.perf_counter() - wall)
    print(best_cpu * 1e6 / STEPS, best_wall * 1e6 / STEPS)


def with_jax():
    import jax
    import jax.numpy as jnp

    keys = jax.random.split(jax.random.PRNGKey(0), len(SIZES))
    params = [
        (jax.random.uniform(k, (i, o), minval=-1, maxval=1) * (6 / (i + o)) ** 0.5, jnp.zeros(o))
        for k, i, o in zip(keys, SIZES, SIZES[1:])
    ]
    data = jax.random.normal(keys[-1], (STEPS, BATCH, SIZES[0]))

    def loss(params, x):
        y = x
        for l, (w, b) in enumerate(params):
            y = y @ w + b
            if l not in LINEAR:
                y = jax.nn.relu(y)
        return jnp.mean((y - x) ** 2)

    def step(state, x):
        params, m, v, t = state
        value, gradient = jax.value_and_grad(loss)(params, x)
        t = t + 1
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, gradient)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradient)
        rate, root = 1e-3 / (1 - 0.9**t), 1 / jnp.sqrt(1 - 0.999**t)
        params = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) * root + 1e-7), params, m, v)
        return (params, m, v, t), value

    zeros = jax.tree.map(jnp.zeros_like, params)
    state = [(params, zeros, zeros, jnp.float32(0))]
    scan = jax.jit(lambda state, data: jax.lax.scan(step, state, data))

    def epoch():
        state[0], values = scan(state[0], data)
        values.block_until_ready()

    epoch()
    measure(epoch)


def with_torch():
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(0)
    layers = []
    for l, (i, o) in enumerate(zip(SIZES, SIZES[1:])):
        layers += [torch.nn.Linear(i, o)] + ([] if l in LINEAR else [torch.nn.ReLU()])
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.Adam(model.parameters(), fused=True)
    data = torch.randn(STEPS, BATCH, SIZES[0])

    def epoch():
        for x in data:
            optimizer.zero_grad(set_to_none=True)
            torch.nn.functional.mse_loss(model(x), x).backward()
            optimizer.step()

    epoch()
    measure(epoch)


{"jax": with_jax, "torch": with_torch}[sys.argv[1]]()

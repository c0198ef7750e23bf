"""The other side of the measurements: what a careful user writes with numpy, torch and matplotlib.

Reads one request a line, such as "matrix numpy float32 131072 512", and answers with a line of JSON: the seconds of one run,
and the bytes of the file where it makes one. The first request of a kind prepares what is given before (tables, rotary
angles) and runs once unmeasured. "forget" lets go of everything prepared. The first line, unasked, tells the versions.

A run allocates its result, as these libraries do, and uses all cores that the process may use. Unless it takes very long it
directly follows one that is not measured, so that the system still has the memory that is given back and taken again.
"""
import io
import json
import math
import os
import platform
import sys
import time

import numpy as np

try:
    import torch

    torch.set_num_threads(len(os.sched_getaffinity(0)))
    torch.set_grad_enabled(False)
except ImportError:
    torch = None

try:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot
except ImportError:
    matplotlib = None


# Sinusoids (Vaswani et al. 2017), as in PyTorch's tutorial "Language Modeling with nn.Transformer".


def numpy_matrix(kind, n, d):
    kind = np.dtype(kind)
    position = np.arange(n, dtype=kind)[:, np.newaxis]
    frequency = np.exp(np.arange(0, d, 2, dtype=kind) * kind.type(-math.log(10000.0) / d))
    angle = position * frequency
    table = np.empty((n, d), kind)
    np.sin(angle, out=table[:, 0::2])
    np.cos(angle, out=table[:, 1::2])
    return table


def torch_matrix(kind, n, d):
    kind = getattr(torch, kind)
    position = torch.arange(n, dtype=kind).unsqueeze(1)
    frequency = torch.exp(torch.arange(0, d, 2, dtype=kind) * (-math.log(10000.0) / d))
    angle = position * frequency
    table = torch.empty(n, d, dtype=kind)
    table[:, 0::2] = torch.sin(angle)
    table[:, 1::2] = torch.cos(angle)
    return table


# Products of a table with itself. The table is there already.


def numpy_similarity(kind, n, d):
    table = numpy_matrix(kind, n, d)
    return lambda: table @ table.T


def torch_similarity(kind, n, d):
    table = torch_matrix(kind, n, d)
    return lambda: table @ table.T


def numpy_product(kind, n, d):
    table = np.random.default_rng(1).standard_normal((n, d)).astype(kind)
    return lambda: table @ table.T


# Rotation of (1, heads, positions, head size). The angles of all positions are there already, as between layers.


def rotary_input(kind, heads, n, size):
    kind = getattr(torch, kind)
    frequency = 10000.0 ** (-torch.arange(0, size, 2, dtype=torch.float64) / size)
    angle = torch.outer(torch.arange(n, dtype=torch.float64), frequency)
    return torch.randn(1, heads, n, size, dtype=kind), angle, kind


def torch_complex(kind, heads, n, size):
    """Llama's released code (apply_rotary_emb): neighbouring channels are a complex number."""
    x, angle, kind = rotary_input(kind, heads, n, size)
    turn = torch.polar(torch.ones_like(angle), angle).to(torch.complex64 if kind == torch.float32 else torch.complex128)

    def rotated():
        pairs = torch.view_as_complex(x.reshape(*x.shape[:-1], -1, 2))
        return torch.view_as_real(pairs * turn).flatten(3)

    return rotated


def torch_rotate_half(kind, heads, n, size):
    """transformers (apply_rotary_pos_emb): channel k and k + size/2 are a pair."""
    x, angle, kind = rotary_input(kind, heads, n, size)
    both = torch.cat((angle, angle), dim=-1)
    cos, sin = both.cos().to(kind), both.sin().to(kind)

    def rotate_half(x):
        first, second = x[..., : x.shape[-1] // 2], x[..., x.shape[-1] // 2 :]
        return torch.cat((-second, first), dim=-1)

    return lambda: x * cos + rotate_half(x) * sin


# Biases of one head, dense: (queries, keys).


def torch_alibi(kind, n):
    """MosaicBERT (rebuild_alibi_tensor), both directions; slopes of 8 heads, of which the first is shown."""
    slope = torch.tensor([0.5], dtype=getattr(torch, kind))

    def bias():
        query, key = torch.arange(n)[:, None], torch.arange(n)[None, :]
        distance = torch.abs(key - query).unsqueeze(0)
        return slope.unsqueeze(1).unsqueeze(1) * -distance

    return bias


def torch_alibi_by_offset(kind, n):
    """The same with each offset computed once: rows are windows on one line of numbers, the last row first."""
    kind = getattr(torch, kind)
    return lambda: torch.arange(1 - n, n, dtype=kind).abs_().mul_(-0.5).unfold(0, n, 1).flip(0)


def t5_bucket(offset, buckets=32, max_distance=128):
    """transformers (T5Attention._relative_position_bucket), bidirectional."""
    buckets //= 2
    bucket = (offset > 0).to(torch.long) * buckets
    distance = torch.abs(offset)
    exact = buckets // 2
    far = exact + (
        torch.log(distance.float() / exact) / math.log(max_distance / exact) * (buckets - exact)
    ).to(torch.long)
    far = torch.min(far, torch.full_like(far, buckets - 1))
    return bucket + torch.where(distance < exact, distance, far)


def torch_t5(kind, n):
    """transformers (T5Attention.compute_bias)."""
    learned = torch.nn.Embedding(32, 1, dtype=getattr(torch, kind))

    def bias():
        query, key = torch.arange(n)[:, None], torch.arange(n)[None, :]
        return learned(t5_bucket(key - query)).permute([2, 0, 1]).unsqueeze(0)

    return bias


def torch_t5_by_offset(kind, n):
    """The same with each offset looked up once."""
    learned = torch.nn.Embedding(32, 1, dtype=getattr(torch, kind))

    def bias():
        by_offset = learned(t5_bucket(torch.arange(1 - n, n)))[:, 0]
        return by_offset.unfold(0, n, 1).flip(0)

    return bias


# Pictures.


def matplotlib_figure(kind, n, d, width, height):
    """From nothing to a PNG with axes and a colour bar."""

    def png():
        table = numpy_matrix(kind, n, d)
        figure, axes = pyplot.subplots(figsize=(width / 100, height / 100), dpi=100)
        figure.colorbar(axes.imshow(table @ table.T))
        axes.set_xlabel("key")
        axes.set_ylabel("query")
        file = io.BytesIO()
        figure.savefig(file, format="png")
        pyplot.close(figure)
        return file.getbuffer().nbytes

    return png


def matplotlib_image(kind, n, d, colours):
    """One pixel a cell of numbers that are there already."""
    table = numpy_matrix(kind, n, d)
    numbers = table @ table.T

    def png():
        file = io.BytesIO()
        pyplot.imsave(file, numbers, cmap=colours, format="png")
        return file.getbuffer().nbytes

    return png


def whole(function):
    """Of what has nothing to prepare."""
    return lambda *given: lambda: function(*given)


WORKS = {
    "matrix numpy": whole(numpy_matrix),
    "matrix torch": whole(torch_matrix),
    "similarity numpy": numpy_similarity,
    "similarity torch": torch_similarity,
    "product numpy": numpy_product,
    "rotation torch_complex": torch_complex,
    "rotation torch_rotate_half": torch_rotate_half,
    "alibi torch": torch_alibi,
    "alibi torch_by_offset": torch_alibi_by_offset,
    "t5 torch": torch_t5,
    "t5 torch_by_offset": torch_t5_by_offset,
    "figure matplotlib": matplotlib_figure,
    "image matplotlib": matplotlib_image,
}


def blas():
    """The library that multiplies numpy's matrices."""
    with open("/proc/self/maps", encoding="ascii") as maps:
        files = {os.path.basename(os.path.realpath(line.split()[-1])) for line in maps if "blas" in line}
    front = {file for file in files if file.startswith(("libblas.", "liblapack."))}
    return ", ".join(sorted(files - front or files))


def versions():
    here = {"python": platform.python_version(), "numpy": np.__version__, "blas": blas()}
    if torch:
        here["torch"] = torch.__version__
    if matplotlib:
        here["matplotlib"] = matplotlib.__version__
    return here


def missing(words):
    """The package that a request needs and that is not there."""
    there = {"torch": torch, "matplotlib": matplotlib}
    package = words[1].split("_")[0]
    return package if there.get(package, np) is None else None


def timed(run):
    begin = time.perf_counter()
    result = run()
    seconds = time.perf_counter() - begin
    return seconds, result


def answer(line, prepared):
    words = line.split()
    if package := missing(words):
        return {"error": "python3-" + package + " is not installed"}
    if line not in prepared:
        prepared[line] = WORKS[" ".join(words[:2])](*[int(w) if w.isdigit() else w for w in words[2:]])
        prepared[line]()
    seconds, result = timed(prepared[line])
    if seconds < 10:
        del result
        seconds, result = timed(prepared[line])
    return {"seconds": seconds, "bytes": result} if isinstance(result, int) else {"seconds": seconds}


def main():
    def say(what):
        print(json.dumps(what), flush=True)

    say(versions())
    prepared = {}
    for line in map(str.strip, sys.stdin):
        if line == "forget":
            prepared.clear()
        else:
            say(answer(line, prepared))


main()

#!/usr/bin/env python3
"""Writes the NPZ files of this folder with numpy: arrays of every kind that a reader may meet, stored and deflated."""
import os

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
table = np.array([[0.0, -0.5, 1.0, 65504.0], [2.0**-24, -(2.0**-14), 0.25, -3.0]])
arrays = {
    "half": table.astype("<f2"),
    "single": table.astype("<f4"),
    "double": table,
    "big": table.astype(">f4"),
    "fortran": np.asfortranarray(table),
    "row": table[0],
    "one_table": table.reshape(1, 1, 2, 4),
    "cube": table.reshape(2, 2, 2),
    "whole": np.arange(4).reshape(2, 2),
    "objects": np.array([None, {}], dtype=object),
}
np.savez(os.path.join(here, "stored.npz"), **arrays)
np.savez_compressed(os.path.join(here, "deflated.npz"), **arrays)
np.savez_compressed(os.path.join(here, "long.npz"), table=(np.arange(300 * 70) % 97 / 8).reshape(300, 70).astype("<f4"))

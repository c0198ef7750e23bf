#!/usr/bin/env python3
"""Writes the NPY files of this folder with numpy: the same few numbers in every form that a reader may meet."""
import os

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
table = np.array([[0.0, -0.5, 1.0, 65504.0], [2.0**-24, -(2.0**-14), 0.25, -3.0], [np.inf, -np.inf, np.nan, 1024.0]])


def save(name, array, version=(1, 0)):
    with open(os.path.join(here, name), "wb") as file:
        np.lib.format.write_array(file, array, version=version)


for letter in "<>":
    for size in (2, 4, 8):
        save(("little" if letter == "<" else "big") + f"_f{size}.npy", table.astype(f"{letter}f{size}"))
save("fortran_f8.npy", np.asfortranarray(table))
save("one_row_f8.npy", table[0])
save("version_2_f8.npy", table, (2, 0))
save("version_3_f8.npy", table, (3, 0))
save("three_dimensions.npy", table.reshape(3, 2, 2))
save("no_dimension.npy", np.array(1.0))
save("no_rows.npy", table[:0])
save("whole_numbers.npy", np.arange(6, dtype="<i8").reshape(2, 3))
save("records.npy", np.zeros(2, dtype=[("a", "<f4"), ("b", "<f8")]))
# What a writer should give for 0, 1, .. in 3 rows of 5, in both sizes.
counted = np.arange(15, dtype="f8").reshape(3, 5) / 7
save("counted_f8.npy", counted)
save("counted_f4.npy", counted.astype("<f4"))

# SPDX-License-Identifier: BSL-1.0
"""The exponent k of y = c · x^k that fits points best: least squares over logarithms."""

import math


def exponent(points):
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len(logs) < 2:
        return None
    middle_x = sum(x for x, _ in logs) / len(logs)
    middle_y = sum(y for _, y in logs) / len(logs)
    below = sum((x - middle_x) ** 2 for x, _ in logs)
    return round(sum((x - middle_x) * (y - middle_y) for x, y in logs) / below, 3)

# SPDX-License-Identifier: BSL-1.0
"""Bar and line plots as SVG, readable on light and dark backgrounds: text is grey in both, no background is drawn."""

from html import escape
import math

INK = "#7d8590"
GRID = "#7d859055"
COLORS = ("#2f81f7", "#d29922", "#3fb950", "#db61a2", "#a371f7", "#f0883e", "#39c5cf", "#f85149", "#8b949e", "#bc8cff")
FONT = 'font-family="system-ui, -apple-system, Segoe UI, sans-serif"'


def _text(x, y, text, anchor="start", size=12, weight="normal", color=INK):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" '
            f'fill="{color}">{escape(text)}</text>')


def _page(width, height, title, body):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" width="{width}" {FONT} '
            f'role="img">\n<title>{escape(title)}</title>\n' + _text(12, 22, title, size=15, weight="600") + "\n" +
            "\n".join(body) + "\n</svg>\n")


def _short(value):
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def bars(title, note, groups, unit="×", log=True, marker=1.0):
    """`groups`: [(label, [(name, value or None, color index)])]. On a logarithmic scale bars begin at the left end."""
    values = [value for _, rows in groups for _, value, _ in rows if value]
    low, high = min([*values, marker or math.inf]), max(values)
    left, width, row, gap = 30 + round(6.6 * max(len(label) for label, _ in groups)), 900, 15, 12
    span = width - left - 80
    if log:
        low *= 0.6
        position = lambda value: left + span * (math.log(value / low) / math.log(high * 1.05 / low))
    else:
        position = lambda value: left + span * value / (high * 1.05)
    body, y = [_text(12, 42, note)], 62
    names = []
    for _, rows in groups:
        for name, _, color in rows:
            if (name, color) not in names:
                names.append((name, color))
    x = 12
    for name, color in names:
        if x + 30 + 7 * len(name) > width:
            x, y = 12, y + 18
        body.append(f'<rect x="{x}" y="{y - 9}" width="10" height="10" rx="2" fill="{COLORS[color % len(COLORS)]}"/>')
        body.append(_text(x + 15, y, name))
        x += 30 + 7 * len(name)
    y += 16
    top = y
    for label, rows in groups:
        body.append(_text(left - 10, y + row * len(rows) / 2 + 4, label, "end"))
        for name, value, color in rows:
            if value:
                end = position(value)
                body.append(f'<rect x="{left}" y="{y + 1.5:.1f}" width="{max(end - left, 1):.1f}" height="{row - 3}" '
                            f'rx="2" fill="{COLORS[color % len(COLORS)]}"><title>{escape(name)}: {_short(value)} {unit}'
                            f'</title></rect>')
                body.append(_text(end + 5, y + row - 4, f"{_short(value)} {unit}", size=10))
            y += row
        y += gap
    if marker:
        x = position(marker)
        body.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top - 4}" y2="{y - gap + 4}" stroke="{INK}" '
                    'stroke-dasharray="3 3"/>')
    return _page(width, y, title, body)


def lines(title, note, series, x_label, y_label):
    """`series`: [(name, [(x, y)])], both axes logarithmic."""
    width, height, left, right, top, bottom = 900, 420, 80, 190, 64, 50
    xs = [x for _, points in series for x, _ in points]
    ys = [y for _, points in series for _, y in points if y > 0]
    x_low, x_high = math.floor(math.log10(min(xs))), math.log10(max(xs))
    y_low, y_high = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys)))
    across = lambda x: left + (width - left - right) * (math.log10(x) - x_low) / max(x_high - x_low, 1e-9)
    up = lambda y: height - bottom - (height - top - bottom) * (math.log10(y) - y_low) / max(y_high - y_low, 1e-9)
    body = [_text(12, 42, note)]
    for power in range(y_low, y_high + 1):
        y = up(10 ** power)
        body.append(f'<line x1="{left}" x2="{width - right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GRID}"/>')
        body.append(_text(left - 8, y + 4, f"{10 ** power:,g}", "end", 11))
    for power in range(x_low, math.floor(x_high) + 1):
        x = across(10 ** power)
        body.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{height - bottom}" stroke="{GRID}"/>')
        body.append(_text(x, height - bottom + 18, f"{10 ** power:,}", "middle", 11))
    body.append(_text((left + width - right) / 2, height - 10, x_label, "middle"))
    body.append(f'<g transform="rotate(-90 16 {height / 2})">{_text(16, height / 2, y_label, "middle")}</g>')
    ends = []
    for index, (name, points) in enumerate(series):
        color = COLORS[index % len(COLORS)]
        path = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in points if y > 0)
        body.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        for x, y in points:
            if y > 0:
                body.append(f'<circle cx="{across(x):.1f}" cy="{up(y):.1f}" r="3" fill="{color}"><title>{escape(name)}: '
                            f'{x:,} → {y:,.4g}</title></circle>')
        ends.append([up(points[-1][1]), name, color])
    ends.sort()
    for before, after in zip(ends, ends[1:]):
        after[0] = max(after[0], before[0] + 14)
    for y, name, color in ends:
        body.append(_text(width - right + 10, y + 4, name, color=color))
    return _page(width, height, title, body)

"""When a page that draws into a canvas has drawn, in milliseconds of the page's own clock.

with drawing(browser, file) as page:
    first_drawing(page)             from the start of navigation until the first frame with shapes is on its way
    until_drawn(page, "act()")      from an act until the frame after it is on its way
    processor(browser)                  of one processor, by all its processes so far: two of these differ by the same
                                        on an idle machine and on one with other work
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Shapes are filled; the backgrounds of a canvas are cleared or filled as rectangles, which does not count. What is
# measured ends after the browser's own painting: a task queued by the frame after the one that drew.
_NOTE = """
window.afterPaint = () => new Promise((done) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(performance.now());
  port2.postMessage(null);
}));
window.firstDrawing = new Promise((done) => {
  const proto = CanvasRenderingContext2D.prototype, fill = proto.fill;
  proto.fill = function (...given) {
    fill.apply(this, given);
    if (!this.canvas.isConnected) return;
    proto.fill = fill;
    window.afterPaint().then(done);
  };
});
"""


@contextmanager
def drawing(browser: Any, file: Path) -> Iterator[Any]:
    """The file, opened without a network, its first drawing being waited for."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(_NOTE)
    page.goto(file.as_uri(), wait_until="commit")
    try:
        yield page
    finally:
        context.close()


def first_drawing(page: Any, most: float = 60) -> float:
    """Milliseconds; infinite if nothing was drawn within `most` seconds."""
    waiting = "(most) => Promise.race([window.firstDrawing, new Promise((d) => setTimeout(d, most, Infinity))])"
    found = page.evaluate(waiting, most * 1000)
    return float("inf") if found is None else float(found)


def until_drawn(page: Any, act: str) -> float:
    """Milliseconds; up to 16 of them wait for the screen."""
    timed = f"async () => {{ const begun = performance.now(); {act}; return await window.afterPaint() - begun; }}"
    return float(page.evaluate(timed))


def processor(browser: Any) -> float:
    """Milliseconds of one processor that the browser's processes have used since they were started."""
    session = browser.new_browser_cdp_session()
    used = sum(each["cpuTime"] for each in session.send("SystemInfo.getProcessInfo")["processInfo"])
    session.detach()
    return 1000 * float(used)

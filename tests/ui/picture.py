"""Takes docs/chat.png: the real service over the bundled articles, asked two questions.

Run from the root of the repository: `.venv/bin/python -m tests.ui.picture`.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.settings import Settings
from assistant.startup import assistant_over, open_filled
from tests.ui.serving import browsing, chromium, serving
from ui.command import service_over

PICTURE = Path(__file__).parents[2] / "docs" / "chat.png"
SIZE = {"width": 1280, "height": 800}
QUESTIONS = ("国开行宁波分行发放了多少贷款？", "宁波今年要建多少家市级智能工厂？")
ANSWERED = "n => document.querySelectorAll('#log .answer').length >= n && !document.querySelector('#log .busy')"


def main() -> None:
    """Ask in Chromium, wait for the answers, and keep the picture."""
    if chromium() is None:
        sys.exit("没有找到 Chromium；在 Debian 上可运行：sudo apt-get install chromium fonts-noto-cjk")
    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder) / "data")
        with open_filled(settings) as library:
            service = service_over(library, assistant_over(library, settings), settings)
            with serving(service) as address, browsing() as browser:
                _take(browser.new_page(locale="zh-CN", viewport=SIZE, reduced_motion="reduce"), address)


def _take(page: Any, address: str) -> None:
    page.goto(address)
    for count, question in enumerate(QUESTIONS, start=1):
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        page.wait_for_function(ANSWERED, arg=count)
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()

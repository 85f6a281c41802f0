"""Takes the pictures of docs/screens: every state of the kiosk, lying and upright. `make pictures`."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from registry.database import new_id
from tests import browser
from tests.stage import Stage, staged

FOLDER = browser.ROOT / "docs" / "screens"
SIZES = {"liggend": browser.LANDSCAPE, "staand": browser.PORTRAIT}
WIDTH, QUALITY = 640, 62
LONG = "Ontmoetingsmiddag voor buurtbewoners"

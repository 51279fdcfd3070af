"""Settings of the documentation site (Sphinx with MyST and Furo); warnings are errors in CI."""

from __future__ import annotations

from dateline.version import __version__

project = "Dateline"
author = "The Dateline contributors"
copyright = "2026, The Dateline contributors"  # noqa: A001 - Sphinx names it so
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"Dateline {version}"
html_static_path = ["_static"]
autodoc_typehints = "description"
autodoc_member_order = "bysource"
nitpicky = False

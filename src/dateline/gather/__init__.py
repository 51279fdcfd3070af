"""Files, folders, standard input and addresses to reports; pages are kept as they came.

Nothing heavy is imported until a source needs it.
"""

from dateline.gather.documents import report_from_text
from dateline.gather.gathered import Gathered
from dateline.gather.sources import gather

__all__ = ["Gathered", "gather", "report_from_text"]

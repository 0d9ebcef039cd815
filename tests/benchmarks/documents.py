"""Articles of any length, made from the full sample: its sections again and again, with their citations and tables."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
FULL = ROOT / "samples" / "full" / "article.md"


def long_article(words: int) -> str:
    """Markdown of about that many words: title block and references once, the results as often as needed."""
    text = FULL.read_text(encoding="utf-8")
    head, rest = text.split("## 3. Results")
    results, tail = rest.split("## 4. Discussion")
    plain = "\n".join(line for line in results.splitlines() if not line.startswith(("!", "Table", "|", "^a^")))
    prose = " ".join(line for line in head.splitlines() if line.startswith(("Patients", "The study", "Plots were")))
    parts = [head]
    number = 3
    while sum(len(part.split()) for part in parts) < words - 900:
        section = plain.replace("### 3.", f"### {number}.").replace("Table 1", "the table").replace("Table 2", "it")
        parts.append(f"## {number}. Results of year {number}\n{section}\n\n" + "\n\n".join([prose] * 8) + "\n\n")
        number += 1
    parts.append(f"## {number}. Discussion" + tail)
    return "".join(parts)

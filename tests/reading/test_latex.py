"""LaTeX articles: entries of `thebibliography`, citations, numbers of labels, thanks."""

from __future__ import annotations

import rubricate
from rubricate.reading.latex_bibliography import label_numbers, listed, numbers

ARTICLE = rb"""\documentclass{article}
\title{Slow bread for fast patients}
\author{Ann B. Lee\thanks{University of Example, Leeds, UK. \texttt{ann.lee@example.org}} \and Carl Roe\thanks{Institute of Ovens, Gent, Belgium}}
\begin{document}
\maketitle
\section{Introduction}
Bread has been baked for a long time \cite{roe2016}, see also \cite[p.~3]{lee2018} and Table~\ref{tab:w}. Eq.~(\ref{eq:e}) says why.
\begin{equation}\label{eq:e}
E = m c^2
\end{equation}
\begin{table}
\caption{Loaves by ward}\label{tab:w}
\begin{tabular}{lr}
Ward & Loaves \\
North & 98 \\
\end{tabular}
\end{table}
\begin{thebibliography}{9}
\bibitem{roe2016} Roe C. On bread. \emph{J Exa Med}. 2016;1:1--9.
\bibitem[Lee(2018)]{lee2018} Lee A. More on bread. \emph{J Exa Med}. 2018;2:3--4.
\end{thebibliography}
\end{document}
"""


def test_an_article() -> None:
    result = rubricate.convert(ARTICLE, from_="latex", citations="mixed")
    assert result.xml is not None and result.ledger is not None
    assert result.ledger.unexplained == []
    xml = result.xml.decode()
    for line in (
        '<xref ref-type="bibr" rid="roe2016">[1]</xref>, see also <xref ref-type="bibr" rid="lee2018">[2, p.\u00a03]</xref>',
        'Table\u00a0<xref ref-type="table" rid="tab_w">1</xref>. Eq.\u00a0(1) says why.',
        "<email>ann.lee@example.org</email>",
        "<institution>Institute of Ovens</institution>, <city>Gent</city>",
        '<ref id="lee2018">',
    ):
        assert line in xml


def test_without_a_list_nothing_changes() -> None:
    text = r"Bread \cite{roe2016} is old."
    assert listed(text) == (text, [])
    assert numbers(text) == []


def test_a_key_that_no_entry_has_gets_no_number() -> None:
    text = r"\cite{roe, nobody} \begin{thebibliography}{9}\bibitem{roe} Roe C.\end{thebibliography}"
    assert numbers(text) == ["1"]


def test_labels_are_counted_by_kind() -> None:
    text = r"\begin{table}\label{a}\end{table}\begin{figure*}\label{b}\end{figure*}\begin{table}\label{c}\label{d}\end{table}"
    assert label_numbers(text) == {"a": "1", "b": "1", "c": "2", "d": "2"}

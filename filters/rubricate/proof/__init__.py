"""The proof page: what an editor must see of one document, and can correct, as one HTML file that stands alone.

>>> from rubricate.proof import proof_of, proof_page
>>> page = proof_page(proof_of("article.docx", profile="pmc"))  # doctest: +SKIP
"""

from .model import Proof, Verdict, proof_of, proof_of_article, proof_of_result
from .page import content_policy, proof_page

__all__ = ["Proof", "Verdict", "content_policy", "proof_of", "proof_of_article", "proof_of_result", "proof_page"]

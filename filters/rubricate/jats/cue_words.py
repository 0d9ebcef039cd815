"""Words of a printed reference that only say what the next field is; in `<element-citation>` the element says it.

One list for all languages that the parser knows: English, German, French, Spanish, Portuguese, Italian, Dutch, Polish,
Czech, Scandinavian, Russian, Korean, Chinese, Japanese.
"""

from __future__ import annotations

WORDS = """
in and et y e und en og och i a o с и و 및 和 与
al eds ed editor editors edited by hrsg hg herausgeber herausgegeben von dir dirs org orgs éd éds coord coords comp compiled
redaktion red trans translated translator translators translation übers übersetzt trad traducción tradução traduit par por
vol vols volume volumes bd band bde jg jahrgang t tome tomo v том т nr no nos n num number issue heft h iss fasc núm número numéro
p pp pg pgs page pages s seite seiten pag pags pág págs páginas стр str strana sid
suppl supplement issn isbn
doi dx org http https www url uri pmid pmcid pmc arxiv id ids cit eprint
available from at on accessed retrieved cited access date last viewed visited downloaded online consulted lu le
disponible disponível em acesso acedido acessado consultado consulté el verfügbar unter abgerufen zugriff am aufgerufen abruf
geraadpleegd op beschikbaar dostupné dostęp der
edition edn aufl auflage édition edición edição edizione wyd wydanie изд ausgabe
published presented paper proceedings to appear as
the of part article
epub ahead print first version versión versão versie report rep technical tech
이 외 등 제 권 호 편 쪽 面 页 頁 巻 号 卷 期 第 版
patent patentnr ser series inventor inventors assignee
"""
CUES = frozenset(WORDS.split())
"""Case-folded words, as the ledger counts words: runs of letters."""

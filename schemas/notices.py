"""What stands at the head of the files that `build.py` writes: whose work they are made from."""

JATS_NOTICE = """\
<!-- {file}
     The declarations of a JATS tag set (ANSI/NISO Z39.96), all versions, with XHTML and OASIS tables.

     Created from, and fully compatible with, the ANSI/NISO Z39.96 Journal Article Tag Suite (JATS).

     This is not one of the official modules. The rubricate project made it from them ({package}):
     parameter entities expanded, comments removed, what versions share written once (see schemas/build.py),
     MathML and character entities moved to files of their own. Do not edit: run schemas/build.py.

     JATS DTD Suite: public domain; sponsored by the National Center for Biotechnology Information,
     National Library of Medicine; made by Mulberry Technologies, Inc. for the NISO Z39.96 Working Group.

     The table elements are from the XHTML Table Module:
     Copyright 1998-2005 W3C (MIT, ERCIM, Keio), All Rights Reserved;
     those with the prefix oasis from the JATS form of the OASIS XML Exchange Table Model.
-->
"""

MATHML_NOTICE = """\
<!-- {file}
     The declarations of MathML 2.0 and 3.0 as JATS has them, all versions.

     Created from, and fully compatible with, the ANSI/NISO Z39.96 Journal Article Tag Suite (JATS).

     This is not one of the official modules. The rubricate project made it from them ({package}).
     Do not edit: run schemas/build.py.

     The MathML 2.0 DTD: Copyright 1998-2003 W3C (MIT, ERCIM, Keio), All Rights Reserved.
     The MathML 3.0 DTD, as adapted for JATS: Copyright 1998-2010 W3C (MIT, ERCIM, Keio), All Rights Reserved.
     W3C liability, trademark, document use and software licensing rules apply. Permission to use, copy, modify
     and distribute the MathML 2.0 DTD and its accompanying documentation for any purpose and without fee is
     hereby granted in perpetuity, provided that the above copyright notice and this paragraph appear in all
     copies. The copyright holders make no representation about the suitability of the DTD for any purpose.
     It is provided "as is" without expressed or implied warranty.
-->
"""

CHARACTERS_NOTICE = """\
<!-- {file}
     The character entities of JATS 1.0 to 1.4 (the same in all of them).

     Created from, and fully compatible with, the ANSI/NISO Z39.96 Journal Article Tag Suite (JATS).

     This is not one of the official modules. The rubricate project made it from them ({package}).
     Do not edit: run schemas/build.py.

     Entity names are derived from files carrying the following notices:
     (C) International Organization for Standardization 1986
     (C) International Organization for Standardization 1991
     Permission to copy in any form is granted for use with conforming SGML systems and applications as
     defined in ISO 8879, provided this notice is included in all copies.
     The numeric values are those of the XML versions by David Carlisle for the W3C Math Working Group.
-->
"""

import re,sys
from rubricate.cli import main
sys.exit(main())

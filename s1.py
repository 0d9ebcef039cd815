import gc;gc.set_threshold(20000,20,20)
import re,sys
from rubricate.cli import main
sys.exit(main())

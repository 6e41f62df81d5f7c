"""`python -m screening`."""

import sys

from screening.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

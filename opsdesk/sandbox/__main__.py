"""`python -m opsdesk.sandbox`: the sandbox without Django."""

import argparse
import sys

from opsdesk.sandbox.runner import add_arguments, run

parser = argparse.ArgumentParser(prog="opsdesk.sandbox", description=__doc__)
add_arguments(parser)
sys.exit(run(parser.parse_args()))

"""Moto's own server, whose requests do not interrupt each other.

It keeps what it has in dictionaries that no lock guards, and Python ends a walk through one in which another thread puts
something meanwhile. A thread that waits for nothing is therefore let go on: one request computes at a time anyway.
"""

import sys

from moto.server import main

sys.setswitchinterval(3600)  # seconds
main()

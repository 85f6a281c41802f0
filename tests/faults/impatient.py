"""Planted: serves with gunicorn's own worker, whose threads read what comes, however slowly."""

from registry import serve
from tests import elsewhen

serve.WORKER = "gthread"

if __name__ == "__main__":
    elsewhen.main()

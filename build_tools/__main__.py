"""`python -m build_tools` is the command `edition`."""

from build_tools.cli import main

if __name__ == "__main__":
    raise SystemExit(main())

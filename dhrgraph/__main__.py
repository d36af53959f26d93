"""python -m dhrgraph"""

from dhrgraph.cli.main import main

if __name__ == "__main__":
    main()

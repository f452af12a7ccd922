"""``pressfacts`` in a process of its own, forked from one that has loaded what the commands load.

Loading takes longer than most of what hundreds of tests ask of the command. Those of starting, signals and killing
start the command itself, and so do the blocks of the docs.
"""

import multiprocessing
import os
import sys
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

from pipeline.cli import main

_SECONDS = 120
_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.loaded"])


def start_forked(arguments, *, home, streams):
    """Start the command in a folder, with the files that are its standard input, output and error."""
    command = list(map(str, arguments))
    process = _FORKING.Process(target=_run, args=(command, home, dict(os.environ), streams))
    process.start()
    return process


def run_forked(arguments, *, home, stdin=b""):
    """Run the command in a folder and return its end as ``subprocess.run`` does, in text."""
    with TemporaryDirectory() as place:
        given, said, complained = streams = [Path(place, name) for name in ("stdin", "stdout", "stderr")]
        given.write_bytes(stdin)
        process = start_forked(arguments, home=home, streams=streams)
        process.join(_SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise TimeoutError(f"{arguments} took more than {_SECONDS} s: {complained.read_text()}")
        return CompletedProcess(arguments, process.exitcode, _text(said), _text(complained))


def _text(path):
    # Not read_text: what a command writes for other systems has line ends of its own.
    return path.read_bytes().decode()


def _run(command, home, environment, streams):
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(home)
    for number, path in enumerate(streams):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | (os.O_APPEND if number else 0)), number)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - as long as the process
    sys.argv = ["pressfacts", *command]
    main()

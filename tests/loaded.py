"""What the commands load, loaded: a process that is forked from here has it. No thread may have been started."""

import gc
import os

# Numpy's own would be, were it left to it.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import datasette.app
import uvicorn

import pipeline.cli
import pipeline.exports
import pipeline.jobs.preloaded
import pipeline.report
import pipeline.web.application

__all__ = ["datasette", "pipeline", "uvicorn"]

gc.freeze()

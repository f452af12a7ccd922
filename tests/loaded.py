"""What the commands load, loaded: a process that is forked from here has it. No thread may have been started."""

import gc
import os

# Numpy's own would be, were it left to it.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import datasette.app
import uvicorn

import pipeline.cli
import pipeline.exports
import pipeline.jobs
import pipeline.report
import pipeline.web.application
from extractors import extract

__all__ = ["datasette", "pipeline", "uvicorn"]

extract("교육부는 3년간 2억원을 학교 12곳에 준다.")
gc.freeze()

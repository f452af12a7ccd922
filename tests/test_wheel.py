"""The wheel that is built is the whole product: installed elsewhere, it runs the demo from an empty folder."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(*command, cwd):
    answer = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=300)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def test_the_wheel_runs_the_demo_in_another_environment(tmp_path):
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    pip = [sys.executable, "-m", "pip", "--python", home / "bin" / "python", "install", "-q", "--no-deps"]
    run(*pip, "--disable-pip-version-check", wheel, cwd=tmp_path)
    # The dependencies are borrowed from this environment; the product itself is the wheel's (its folder comes first).
    (site,) = home.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    empty = tmp_path / "empty"
    empty.mkdir()
    where = run(home / "bin" / "python", "-c", "import pipeline; print(pipeline.__file__)", cwd=empty)
    assert Path(where.strip()).is_relative_to(home)
    for name in ("templates/base.html", "static/site.css", "messages.toml"):
        assert (site / "pipeline/web" / name).is_file()
    output = run(home / "bin" / "pressfacts", "demo", cwd=empty)
    assert "KRW" in output
    assert {path.name for path in empty.iterdir()} >= {"pressfacts-demo.db", "pressfacts-demo.pages.db"}
